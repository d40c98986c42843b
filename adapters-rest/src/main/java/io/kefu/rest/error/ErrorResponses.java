package io.kefu.rest.error;

import io.kefu.application.error.ErrorTexts;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the body and headers of all error answers. */
@Singleton
final class ErrorResponses {
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

    private final InstantSource clock;

    ErrorResponses(InstantSource clock) {
        this.clock = clock;
    }

    /** The answer to a refusal. */
    MutableHttpResponse<ErrorBody> of(HttpRequest<?> request, DomainException refusal) {
        return fill(
                request,
                HttpResponse.status(ErrorStatus.of(refusal.code())),
                refusal.code(),
                refusal.violations(),
                refusal.retryAfter());
    }

    /** The answer to a request for a range that the content does not have. It tells the size of the content. */
    MutableHttpResponse<ErrorBody> of(HttpRequest<?> request, RangeNotSatisfiableException refusal) {
        return fill(
                request,
                HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + refusal.size()),
                ErrorCode.INVALID_PARAMETER,
                List.of(Violation.of(HttpHeaders.RANGE, Reason.RANGE, 0, refusal.size() - 1)),
                null);
    }

    /** The answer to an unexpected failure. It tells the client nothing about the failure. */
    MutableHttpResponse<ErrorBody> internalError(HttpRequest<?> request) {
        return of(request, DomainException.of(ErrorCode.INTERNAL_ERROR));
    }

    /** Adds the error body and its headers to an answer whose status is set. */
    MutableHttpResponse<ErrorBody> fill(
            HttpRequest<?> request,
            MutableHttpResponse<?> response,
            ErrorCode code,
            List<Violation> violations,
            @Nullable Duration retryAfter) {
        String requestId = RequestId.of(request);
        response.getHeaders().set(RequestId.HEADER, requestId);
        if (code == ErrorCode.RATE_LIMITED || code == ErrorCode.SERVICE_UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, seconds(retryAfter == null ? SHORT_PAUSE : retryAfter));
        }
        if (code == ErrorCode.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        ErrorTexts texts = ErrorTexts.accepted(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
        ErrorBody body = new ErrorBody(
                new ErrorBody.ErrorDetail(code.name(), texts.of(code), texts.of(violations)),
                clock.instant(),
                requestId);
        return response.contentType(MediaType.APPLICATION_JSON_TYPE).body(body);
    }

    /** Rounded up to whole seconds, so that a client that waits this long is not too early. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
