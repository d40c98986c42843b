package io.kefu.rest.origin;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The host by which a client reached the service.
 *
 * @param scheme the scheme that the client used, according to a trusted proxy; null if no proxy names it, and then both {@code
 *     http} and {@code https} are possible
 * @param authority the host and optionally the port; null for a request without a {@code Host} header
 */
record OwnHost(@Nullable String scheme, @Nullable String authority) {

    /** Whether a page of this origin was served from the same scheme, host and port. */
    boolean isOriginOf(Origin page) {
        if (authority == null) {
            return false;
        }
        List<String> schemes = scheme == null ? List.of("http", "https") : List.of(scheme);
        return schemes.stream().map(known -> Origin.of(known, authority)).anyMatch(Optional.of(page)::equals);
    }
}
