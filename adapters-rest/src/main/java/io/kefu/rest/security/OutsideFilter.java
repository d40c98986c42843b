package io.kefu.rest.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Lets calls outside the API pass only to the routes named here; a route that somebody adds elsewhere is refused until
 * it is named too. A WebSocket's upgrade has a filter of its own, and must not wait here for anything.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class OutsideFilter implements Ordered {
    private static final String API = "/api/";
    private static final String SOCKETS = "/ws/";
    private static final String METRICS = "/prometheus";
    private static final Set<String> OPEN = Set.of("/health", "/health/liveness", "/health/readiness");

    private final MetricsSettings metrics;

    OutsideFilter(MetricsSettings metrics) {
        this.metrics = metrics;
    }

    @RequestFilter
    void admit(HttpRequest<?> request) {
        String path = request.getPath();
        if (path.startsWith(API) || path.startsWith(SOCKETS) || OPEN.contains(path)) {
            return;
        }
        if (RouteAttributes.getRouteMatch(request).isEmpty()) {
            return;
        }
        if (!path.equals(METRICS)) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        if (metrics.token() != null && !shows(request, metrics.token())) {
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
    }

    private static boolean shows(HttpRequest<?> request, String token) {
        Optional<String> shown = Credentials.bearer(request);
        return shown.isPresent() && MessageDigest.isEqual(shown.get().getBytes(UTF_8), token.getBytes(UTF_8));
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }
}
