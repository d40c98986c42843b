package io.kefu.rest.address;

import io.kefu.domain.block.IpAddress;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the address that a request comes from: the peer or, if the peer is a trusted proxy, the last hop in the proxies' headers
 * that is not a trusted proxy. Earlier hops are ignored, because clients can write them.
 *
 * <p>A hop without an address, such as {@code unknown} or {@code _hidden}, ends the search as well. It counts as an own address,
 * made of its text and of the proxy that wrote it, so that such clients share neither the limits of the proxy nor those of its
 * other clients. Names are never looked up.
 */
@Singleton
public final class ClientAddresses {
    private static final int MAX_UNREADABLE = 64;

    private final TrustedProxies proxies;

    ClientAddresses(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** The address that a request comes from. */
    public ClientAddress of(HttpRequest<?> request) {
        IpAddress found = IpAddress.of(request.getRemoteAddress().getAddress().getAddress());
        if (!proxies.contain(found)) {
            return ClientAddress.of(found);
        }
        for (String hop : new ForwardedHeaders(request.getHeaders()::getAll).hops()) {
            Optional<IpAddress> address = TrustedProxies.addressOf(hop);
            if (address.isEmpty()) {
                return new ClientAddress(
                        unreadable(hop) + "@" + ClientAddress.of(found).value(), null);
            }
            found = address.get();
            if (!proxies.contain(found)) {
                break;
            }
        }
        return ClientAddress.of(found);
    }

    /** The address that a connection comes from; empty for a trusted proxy, whose connection carries requests of many clients. */
    public Optional<ClientAddress> ofPeer(SocketAddress peer) {
        return peer instanceof InetSocketAddress known
                ? Optional.of(IpAddress.of(known.getAddress().getAddress()))
                        .filter(address -> !proxies.contain(address))
                        .map(ClientAddress::of)
                : Optional.empty();
    }

    /** The text of a hop without an address, with unsafe characters replaced, for keys and logs. */
    private static String unreadable(String hop) {
        String clean = hop.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "_");
        return clean.substring(0, Math.min(clean.length(), MAX_UNREADABLE));
    }
}
