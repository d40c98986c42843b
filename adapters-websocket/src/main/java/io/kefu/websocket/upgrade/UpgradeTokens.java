package io.kefu.websocket.upgrade;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token in an upgrade request: in the {@code Authorization} header or, for browsers, which cannot set that
 * header, in the subprotocol {@code bearer.<token>}. {@link UrlToken} has moved a token of the URL into the header.
 */
final class UpgradeTokens {
    static final String BEARER = "Bearer ";

    private static final String SUBPROTOCOL_BEARER = "bearer.";

    private UpgradeTokens() {}

    /**
     * A token that a client sent.
     *
     * @param text the text as it was sent, which may be no valid token
     * @param isSubprotocol whether it came as a subprotocol
     */
    record Shown(String text, boolean isSubprotocol) {}

    /**
     * The token of the request; an empty text if the request has none. The header takes precedence over the
     * subprotocol.
     */
    static Shown of(HttpHeaders headers) {
        return ofHeader(headers)
                .map(text -> new Shown(text, false))
                .or(() -> ofSubprotocol(headers).map(text -> new Shown(text, true)))
                .orElse(new Shown("", false));
    }

    /** Whether the headers contain a token. */
    static boolean isShown(HttpHeaders headers) {
        return ofHeader(headers).isPresent() || ofSubprotocol(headers).isPresent();
    }

    private static Optional<String> ofHeader(HttpHeaders headers) {
        @Nullable String header = headers.get(HttpHeaderNames.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private static Optional<String> ofSubprotocol(HttpHeaders headers) {
        return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .filter(name -> name.startsWith(SUBPROTOCOL_BEARER))
                .map(name -> name.substring(SUBPROTOCOL_BEARER.length()))
                .findFirst();
    }
}
