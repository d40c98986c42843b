package io.kefu.websocket.upgrade;

import io.kefu.websocket.settings.WebSocketSettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides from which pages browsers may open sockets (RFC 6455, section 10.2): from the service's own, and from those
 * that the configuration names. Whoever sends no origin is no browser.
 */
@Singleton
final class Origins {
    private final Set<String> allowed;

    Origins(WebSocketSettings settings) {
        this.allowed = settings.origins();
    }

    boolean allow(HttpRequest<?> request) {
        @Nullable String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        return origin == null || allowed.contains("*") || allowed.contains(origin) || isOwn(origin, request);
    }

    private static boolean isOwn(String origin, HttpRequest<?> request) {
        @Nullable String host = request.getHeaders().get(HttpHeaders.HOST);
        return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }
}
