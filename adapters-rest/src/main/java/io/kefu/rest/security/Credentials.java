package io.kefu.rest.security;

import io.kefu.application.access.AccessToken;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the headers by which a caller says who it is. */
final class Credentials {
    /** Names the user whose token it is, for whoever wants to be sure not to use another's. */
    static final String USER_HEADER = "X-User-ID";

    private static final String SCHEME = "Bearer ";

    private Credentials() {}

    /** Whether the caller shows anything at all. */
    static boolean arePresent(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    }

    /** The access token, if it has the form of one. */
    static Optional<AccessToken> token(HttpRequest<?> request) {
        return bearer(request).flatMap(AccessToken::parse);
    }

    /** Whatever follows the scheme, whose case does not matter (RFC 9110, section 11.1). */
    static Optional<String> bearer(HttpRequest<?> request) {
        @Nullable String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
