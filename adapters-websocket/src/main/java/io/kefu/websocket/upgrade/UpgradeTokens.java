package io.kefu.websocket.upgrade;

import io.kefu.websocket.settings.WebSocketSettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token in an upgrade request: in the {@code Authorization} header; for browsers, which cannot set headers
 * there, as the subprotocol {@code bearer.<token>}; or in the query, where that is allowed.
 */
@Singleton
final class UpgradeTokens {
    private static final String BEARER = "Bearer ";
    private static final String SUBPROTOCOL_BEARER = "bearer.";

    private final boolean inQuery;

    UpgradeTokens(WebSocketSettings settings) {
        this.inQuery = settings.queryToken();
    }

    /** The token's text, if the request has one anywhere. */
    Optional<String> of(HttpRequest<?> request) {
        return Stream.of(ofHeader(request), ofSubprotocol(request), ofQuery(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> ofHeader(HttpRequest<?> request) {
        @Nullable String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private static Optional<String> ofSubprotocol(HttpRequest<?> request) {
        return request.getHeaders().getAll(HttpHeaders.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .filter(name -> name.startsWith(SUBPROTOCOL_BEARER))
                .map(name -> name.substring(SUBPROTOCOL_BEARER.length()))
                .findFirst();
    }

    private Optional<String> ofQuery(HttpRequest<?> request) {
        return inQuery ? Optional.ofNullable(request.getParameters().get("token")) : Optional.empty();
    }
}
