package io.kefu.rest.security;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds out where calls come from: from the peer, or, if that is a trusted proxy, from the last hop that
 * {@code X-Forwarded-For} names and that is not a trusted proxy itself. What stands before that hop anybody may have
 * written.
 */
@Singleton
final class ClientAddresses {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<Network> proxies;

    ClientAddresses(HttpSettings settings) {
        this.proxies = settings.trustedProxies() == null
                ? List.of()
                : settings.trustedProxies().stream().map(Network::parse).toList();
    }

    /** Where the call comes from. */
    ClientAddress of(HttpRequest<?> request) {
        InetAddress found = request.getRemoteAddress().getAddress();
        List<String> hops = request.getHeaders().getAll(FORWARDED_FOR).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0 && isTrusted(found); i--) {
            Optional<InetAddress> hop = parse(hops.get(i));
            if (hop.isEmpty()) {
                break;
            }
            found = hop.get();
        }
        return new ClientAddress(Network.textOf(found));
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    private static Optional<InetAddress> parse(String hop) {
        try {
            return Optional.of(InetAddress.ofLiteral(hop));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
