package io.kefu.rest.error;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Arrays;

/**
 * Answers a form whose {@code file} is a plain field without a file name: the server's binder casts it to a file without
 * looking, and all that is known of it afterwards is where that failed.
 */
@Singleton
final class FormFaultHandler implements ExceptionHandler<ClassCastException, HttpResponse<?>> {
    private static final String BINDER = "io.micronaut.http.server.netty.binders.NettyStreamingFileUploadBinder";

    private final ErrorResponses responses;
    private final FaultHandler others;

    FormFaultHandler(ErrorResponses responses, FaultHandler others) {
        this.responses = responses;
        this.others = others;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, ClassCastException fault) {
        boolean isPlainField = Arrays.stream(fault.getStackTrace())
                .limit(1)
                .anyMatch(frame -> frame.getClassName().equals(BINDER));
        return isPlainField
                ? responses.of((HttpRequest<?>) request, DomainException.invalid("file", Reason.WRONG_TYPE))
                : others.handle(request, fault);
    }
}
