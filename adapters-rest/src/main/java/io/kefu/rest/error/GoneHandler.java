package io.kefu.rest.error;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.EOFException;

/** Answers a body that broke off. Mostly nobody is there any more to hear it, and the log need not know. */
@Singleton
final class GoneHandler implements ExceptionHandler<EOFException, HttpResponse<?>> {
    private final ErrorResponses responses;

    GoneHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, EOFException brokenOff) {
        return responses.of((HttpRequest<?>) request, DomainException.invalid("body", Reason.MALFORMED));
    }
}
