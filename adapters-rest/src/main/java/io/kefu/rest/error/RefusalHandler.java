package io.kefu.rest.error;

import io.kefu.domain.error.DomainException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers what the use cases and the access filter refuse. */
@Singleton
final class RefusalHandler implements ExceptionHandler<DomainException, HttpResponse<?>> {
    private final ErrorResponses responses;

    RefusalHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, DomainException refusal) {
        return responses.of((HttpRequest<?>) request, refusal);
    }
}
