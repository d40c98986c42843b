package io.kefu.rest.error;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.netty.handler.codec.compression.DecompressionException;
import jakarta.inject.Singleton;

/** Answers a body that is not compressed as it says. */
@Singleton
final class DecompressionHandler implements ExceptionHandler<DecompressionException, HttpResponse<?>> {
    private final ErrorResponses responses;

    DecompressionHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, DecompressionException fault) {
        return responses.of((HttpRequest<?>) request, DomainException.invalid("body", Reason.MALFORMED));
    }
}
