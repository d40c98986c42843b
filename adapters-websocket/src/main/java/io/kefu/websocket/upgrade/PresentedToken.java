package io.kefu.websocket.upgrade;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token that a client presents in an upgrade request: in the {@code Authorization} header or, because browsers cannot
 * set that header, in the subprotocol {@code bearer.<token>}. {@link UrlTokenRedactor} has moved a token of the URL into the
 * header.
 *
 * @param text the text that the client sent, which may not be a valid token; an empty text if the request has none
 * @param isSubprotocol whether the token came as a subprotocol
 */
record PresentedToken(String text, boolean isSubprotocol) {
    static final String BEARER = "Bearer ";

    private static final String SUBPROTOCOL_BEARER = "bearer.";

    /** The token of a request. The header takes precedence over the subprotocol. */
    static PresentedToken of(HttpHeaders headers) {
        return ofHeader(headers)
                .map(text -> new PresentedToken(text, false))
                .or(() -> ofSubprotocol(headers).map(text -> new PresentedToken(text, true)))
                .orElse(new PresentedToken("", false));
    }

    /** Whether the headers contain a token. */
    static boolean isIn(HttpHeaders headers) {
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
