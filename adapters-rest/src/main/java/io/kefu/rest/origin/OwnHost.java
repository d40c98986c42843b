package io.kefu.rest.origin;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The host under which a client reached the service.
 *
 * @param scheme the client's scheme, as a trusted proxy names it; null if none does: both {@code http} and
 *     {@code https} count
 * @param authority the host and, if it is named, the port; null for a request without a {@code Host}
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
