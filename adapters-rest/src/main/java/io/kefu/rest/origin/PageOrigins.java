package io.kefu.rest.origin;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides which pages may use the service from a browser, with the API and with sockets: pages of the service's own origin, and
 * pages of the configured origins. Origins are compared in their normal form, see {@link Origin}.
 */
@Singleton
public final class PageOrigins {
    private static final String ANY = "*";

    private final ForwardedHosts hosts;
    private final Set<Origin> allowed = new HashSet<>();
    private final boolean isAnyAllowed;
    private final boolean isOpaqueAllowed;

    /**
     * Reads the configured origins.
     *
     * @param origins the origins of pages besides the service's own; the text {@code *} allows any, the text {@code null} allows
     *     pages without an origin; null for none
     */
    PageOrigins(@Property(name = "kefu.http.origins") @Nullable List<String> origins, ForwardedHosts hosts) {
        this.hosts = hosts;
        List<String> named = origins == null ? List.of() : origins;
        this.isAnyAllowed = named.contains(ANY);
        this.isOpaqueAllowed = isAnyAllowed || named.contains(Origin.OPAQUE);
        named.stream()
                .filter(text -> !text.equals(ANY) && !text.equals(Origin.OPAQUE))
                .forEach(text -> allowed.add(Origin.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("KEFU_HTTP_ORIGINS: expected origins such as"
                                + " https://shop.example, but found " + text))));
    }

    /**
     * The value of the request's {@code Origin} header, if that page may use the service; empty for other pages, and for requests
     * without the header.
     *
     * @param headers returns all values of the header with the given name
     * @param peer the address at the other end of the connection; null if it is unknown
     */
    Optional<String> admitted(Function<String, List<String>> headers, @Nullable InetAddress peer) {
        List<String> origins = headers.apply("Origin");
        return origins.size() == 1 && admits(origins.getFirst(), headers, peer)
                ? Optional.of(origins.getFirst())
                : Optional.empty();
    }

    /**
     * The pages that may show a page of the service in a frame, as sources of the directive {@code frame-ancestors} (Content
     * Security Policy Level 3): the service's own pages, and the configured origins.
     */
    public String frameAncestors() {
        return isAnyAllowed
                ? ANY
                : Stream.concat(
                                Stream.of("'self'"),
                                allowed.stream().map(Origin::toString).sorted())
                        .collect(Collectors.joining(" "));
    }

    private boolean admits(String text, Function<String, List<String>> headers, @Nullable InetAddress peer) {
        if (text.equals(Origin.OPAQUE)) {
            return isOpaqueAllowed;
        }
        Optional<Origin> origin = Origin.parse(text);
        return origin.isPresent()
                && (isAnyAllowed
                        || allowed.contains(origin.get())
                        || hosts.of(headers, peer).isOriginOf(origin.get()));
    }
}
