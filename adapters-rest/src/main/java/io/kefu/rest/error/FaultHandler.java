package io.kefu.rest.error;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Answers what nobody foresaw: logs it once, under the call's id, and tells the caller nothing but that id. */
@Singleton
final class FaultHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(FaultHandler.class);

    private final ErrorResponses responses;

    FaultHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Throwable fault) {
        HttpRequest<?> call = request;
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof DomainException refusal) {
            return responses.of(call, refusal);
        }
        if (FormFaults.isOne(cause)) {
            return responses.of(call, DomainException.invalid("file", Reason.MALFORMED));
        }
        MDC.put(RequestId.MDC_KEY, RequestId.of(call));
        try {
            LOG.error("{} {} failed", call.getMethodName(), call.getPath(), cause);
        } finally {
            MDC.remove(RequestId.MDC_KEY);
        }
        return responses.internalError(call);
    }
}
