package io.kefu.rest.error;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Answers all exceptions of filters and controllers. An unexpected exception is logged once, with the request's id, and the client
 * learns nothing but that id.
 */
@Singleton
final class FailureHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    private final ErrorResponses responses;

    FailureHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
        HttpRequest<?> failed = request;
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case DomainException refusal -> responses.of(failed, refusal);
            case RangeNotSatisfiableException refusal -> responses.of(failed, refusal);
            // The body ended too early, usually because the client has gone, so nothing is logged.
            case EOFException incomplete -> responses.of(failed, DomainException.invalid("body", Reason.MALFORMED));
            default ->
                cause instanceof RuntimeException && FormBinding.isUnderWay(failed)
                        ? responses.of(failed, DomainException.invalid("file", Reason.MALFORMED))
                        : unexpected(failed, cause);
        };
    }

    private HttpResponse<?> unexpected(HttpRequest<?> failed, Throwable cause) {
        MDC.put(RequestId.MDC_KEY, RequestId.of(failed));
        try {
            LOG.error("{} {} failed", failed.getMethodName(), failed.getPath(), cause);
        } finally {
            MDC.remove(RequestId.MDC_KEY);
        }
        return responses.internalError(failed);
    }
}
