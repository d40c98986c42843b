package io.kefu.rest.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests before their content is read: a body that is compressed or too large according to its header, a body without a
 * readable content type, and a query that is not percent-encoded UTF-8, in which the server would put replacement characters.
 * A compressed body could become too large when it is decompressed. {@link BodyGate} stops bodies without a length.
 */
@ServerFilter("/api/**")
final class InputFilter implements Ordered {
    private final BodyLimits limits;

    InputFilter(BodyLimits limits) {
        this.limits = limits;
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (request.getHeaders().contains(HttpHeaders.CONTENT_ENCODING)) {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        long length = request.getContentLength();
        if (length > BodyLimits.MAX_WHOLE && limits.streamed(request.getPath()).isEmpty()) {
            throw DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE);
        }
        boolean hasBody = length > 0 || request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING);
        if (hasBody && request.getContentType().isEmpty() && takesBody(request)) {
            throw request.getHeaders().contains(HttpHeaders.CONTENT_TYPE)
                    ? DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE)
                    : DomainException.invalid(HttpHeaders.CONTENT_TYPE, Reason.REQUIRED);
        }
        @Nullable String query = request.getUri().getRawQuery();
        if (query != null
                && query.indexOf('%') >= 0
                && StrictDecoding.ofPercentEncoded(query, UTF_8).isEmpty()) {
            throw DomainException.invalid("query", Reason.MALFORMED);
        }
    }

    private static boolean takesBody(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(route -> route instanceof MethodBasedRouteMatch<?, ?> match
                        && Arrays.stream(match.getArguments())
                                .anyMatch(argument ->
                                        argument.getAnnotationMetadata().hasAnnotation(Body.class)))
                .isPresent();
    }

    /** Runs after authentication, so that anonymous callers get 401 rather than 400 or 413. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
