package io.kefu.rest.security;

import io.kefu.application.access.AccessToken;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the headers with which a caller authenticates. */
final class Credentials {
    /** An optional header with the id of the user to whom the token must belong. */
    static final String USER_HEADER = "X-User-ID";

    private static final String SCHEME = "Bearer ";

    private Credentials() {}

    /** Whether the request has credentials of any kind. */
    static boolean arePresent(HttpRequest<?> request) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    }

    /** The bearer token, if it has the form of an access token. */
    static Optional<AccessToken> token(HttpRequest<?> request) {
        return bearer(request).flatMap(AccessToken::parse);
    }

    /** The text after the scheme {@code Bearer}, whose case does not matter (RFC 9110, section 11.1). */
    static Optional<String> bearer(HttpRequest<?> request) {
        @Nullable String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
