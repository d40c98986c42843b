package io.kefu.rest.error;

import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.rest.body.TooLongHead;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;

/** Writes the API's error body for refusals by the HTTP server itself: routing, syntax, types, validation and size. */
@Singleton
final class ErrorEnvelope implements ErrorResponseProcessor<ErrorBody> {
    private final ErrorResponses responses;

    ErrorEnvelope(ErrorResponses responses) {
        this.responses = responses;
    }

    @Override
    public MutableHttpResponse<ErrorBody> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        TooLongHead.of(context.getRequest()).ifPresent(response::status);
        ErrorCode code = ErrorStatus.codeOf(response.code());
        List<Violation> violations = code == ErrorCode.INVALID_PARAMETER
                ? ServerFaults.of(context.getRootCause().orElse(null))
                : List.of();
        return responses.fill(context.getRequest(), response, code, violations, null);
    }
}
