package io.kefu.rest.body;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;

/** Refuses a body that says itself that it is too large. What {@link BodyGate} finds out fails where the body is read. */
@ServerFilter("/api/**")
final class BodySizeFilter implements Ordered {
    private final BodyRules rules;

    BodySizeFilter(BodyRules rules) {
        this.rules = rules;
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
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
