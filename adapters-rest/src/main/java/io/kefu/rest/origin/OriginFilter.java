package io.kefu.rest.origin;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import org.jspecify.annotations.Nullable;

/**
 * Answers the preflight requests of browsers for all routes, and marks requests of pages that may use the service, for the upgrade
 * to a WebSocket. {@link CorsHeaders} adds the headers of the answers.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class OriginFilter implements Ordered {
    /**
     * The request attribute that is true for a page that may use the service. The upgrade in adapters-websocket reads it by the same
     * name, and {@code UpgradeIT} checks that both names are equal.
     */
    private static final String ADMITTED = "kefu.origin.admitted";

    private final PageOrigins origins;

    OriginFilter(PageOrigins origins) {
        this.origins = origins;
    }

    /** Runs before routes are matched, so that a preflight request for an unknown route is answered too. */
    @PreMatching
    @RequestFilter
    @Nullable
    HttpResponse<?> answerPreflight(HttpRequest<?> request) {
        boolean isPreflight = request.getMethod() == HttpMethod.OPTIONS
                && request.getHeaders().contains(HttpHeaders.ORIGIN)
                && request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        if (!isPreflight) {
            return null;
        }
        if (!isAdmitted(request)) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        return HttpResponse.noContent();
    }

    /** Runs after routes are matched: the server skips pre-matching filters when it upgrades a connection. */
    @RequestFilter
    void mark(HttpRequest<?> request) {
        if (request.getHeaders().contains(HttpHeaders.ORIGIN)) {
            request.setAttribute(ADMITTED, isAdmitted(request));
        }
    }

    private boolean isAdmitted(HttpRequest<?> request) {
        return origins.admitted(
                        name -> request.getHeaders().getAll(name),
                        request.getRemoteAddress().getAddress())
                .isPresent();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
