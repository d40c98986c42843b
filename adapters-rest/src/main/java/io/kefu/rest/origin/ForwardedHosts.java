package io.kefu.rest.origin;

import io.kefu.domain.block.IpAddress;
import io.kefu.rest.address.ForwardedHeaders;
import io.kefu.rest.address.TrustedProxies;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the host and scheme by which a client reached the service: those of the request itself or, if the peer is a trusted proxy,
 * those in the headers of the proxies. In a chain of proxies the value of the outermost trusted proxy counts.
 */
@Singleton
final class ForwardedHosts {
    private final TrustedProxies proxies;

    ForwardedHosts(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /**
     * The host and scheme by which the client reached the service.
     *
     * @param headers returns all values of the header with the given name
     * @param peer the address at the other end of the connection; null if it is unknown
     */
    OwnHost of(Function<String, List<String>> headers, @Nullable InetAddress peer) {
        List<String> hosts = headers.apply("Host");
        @Nullable String direct = hosts.size() == 1 ? hosts.getFirst().strip() : null;
        if (peer == null || !proxies.contain(IpAddress.of(peer.getAddress()))) {
            return new OwnHost(null, direct);
        }
        ForwardedHeaders forwarded = new ForwardedHeaders(headers);
        @Nullable String host = forwarded.host(proxies);
        @Nullable String scheme = forwarded.scheme(proxies);
        return new OwnHost(scheme == null ? null : ofPage(scheme), host == null ? direct : host);
    }

    /** The scheme of the page. Some proxies write the scheme of the socket instead, {@code ws} or {@code wss}. */
    private static String ofPage(String scheme) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "ws" -> "http";
            case "wss" -> "https";
            default -> lower;
        };
    }
}
