package io.kefu.rest.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.micronaut.context.annotation.Property;
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
import org.jspecify.annotations.Nullable;

/**
 * Admits requests outside the API only to the routes that are listed here, so that a new route is refused until it is listed
 * too. Upgrades to WebSocket pass, because they have an own filter.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class NonApiFilter implements Ordered {
    private static final String API = "/api/";
    private static final String SOCKETS = "/ws/";
    private static final String METRICS = "/prometheus";
    private static final String ASSETS = "/assets/";
    private static final Set<String> OPEN = Set.of(
            "/",
            "/kefu",
            "/kefu/",
            "/chat",
            "/chat/",
            "/widget.js",
            "/sdk/kefu.js",
            "/sdk/kefu.d.ts",
            "/health",
            "/health/liveness",
            "/health/readiness");

    /** The bearer token that {@link #METRICS} requires; null makes the metrics public. */
    private final @Nullable String metricsToken;

    NonApiFilter(@Property(name = "metrics.token") @Nullable String metricsToken) {
        this.metricsToken = metricsToken;
    }

    @RequestFilter
    void admit(HttpRequest<?> request) {
        String path = request.getPath();
        if (path.startsWith(API) || path.startsWith(SOCKETS) || path.startsWith(ASSETS) || OPEN.contains(path)) {
            return;
        }
        if (RouteAttributes.getRouteMatch(request).isEmpty()) {
            return;
        }
        if (!path.equals(METRICS)) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        if (metricsToken != null && !hasToken(request, metricsToken)) {
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
    }

    private static boolean hasToken(HttpRequest<?> request, String token) {
        Optional<String> sent = Credentials.bearer(request);
        return sent.isPresent() && MessageDigest.isEqual(sent.get().getBytes(UTF_8), token.getBytes(UTF_8));
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }
}
