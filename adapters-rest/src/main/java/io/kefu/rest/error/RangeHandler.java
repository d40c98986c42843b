package io.kefu.rest.error;

import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.List;

/** Answers whoever asks for a part that is not there, and says how much is. */
@Singleton
final class RangeHandler implements ExceptionHandler<RangeNotSatisfiableException, HttpResponse<?>> {
    private final ErrorResponses responses;

    RangeHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, RangeNotSatisfiableException refusal) {
        return responses.fill(
                (HttpRequest<?>) request,
                HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + refusal.size()),
                ErrorCode.INVALID_PARAMETER,
                List.of(Violation.of(HttpHeaders.RANGE, Reason.RANGE, 0, refusal.size() - 1)),
                null);
    }
}
