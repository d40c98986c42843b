package io.kefu.rest.body;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;

/**
 * Refuses a body that says itself that it is too large, or is compressed, which is a way of being too large. What {@link
 * BodyGate} finds out fails where the body is read.
 */
@ServerFilter("/api/**")
final class BodySizeFilter implements Ordered {
    private final BodyRules rules;

    BodySizeFilter(BodyRules rules) {
        this.rules = rules;
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (request.getHeaders().contains(HttpHeaders.CONTENT_ENCODING)) {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
        if (rules.streamed(request.getPath()).isEmpty() && request.getContentLength() > BodyRules.MAX_WHOLE) {
            throw DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE);
        }
    }

    /** Of those who may call. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
