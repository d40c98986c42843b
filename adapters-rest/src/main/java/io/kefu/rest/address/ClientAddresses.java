package io.kefu.rest.address;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the addresses that calls come from: the peer, or, if that is a trusted proxy, the last hop that the proxies'
 * headers name and that is not a trusted proxy itself. Hops before that one may have been written by anybody and are
 * ignored.
 *
 * <p>A hop that is no address, such as {@code unknown} or {@code _hidden}, ends the search as well. It counts as an address of
 * its own, made of its text and the proxy that wrote it, and never as the proxy: calls behind it cannot use up the limits of
 * the proxy's other clients, nor of those behind a hop of another text. No name is ever looked up.
 */
@Singleton
public final class ClientAddresses {
    private static final int MAX_UNREADABLE = 64;

    private final TrustedProxies proxies;

    ClientAddresses(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** The address that a call comes from. */
    public ClientAddress of(HttpRequest<?> request) {
        InetAddress found = request.getRemoteAddress().getAddress();
        if (!proxies.contain(found)) {
            return new ClientAddress(Network.textOf(found));
        }
        for (String hop : new ForwardedHeaders(request.getHeaders()::getAll).hops()) {
            Optional<InetAddress> address = TrustedProxies.addressOf(hop);
            if (address.isEmpty()) {
                return new ClientAddress(unreadable(hop) + "@" + Network.textOf(found));
            }
            found = address.get();
            if (!proxies.contain(found)) {
                break;
            }
        }
        return new ClientAddress(Network.textOf(found));
    }

    /** The address that a connection counts for, whatever its requests say; empty for a trusted proxy. */
    public Optional<ClientAddress> ofPeer(SocketAddress peer) {
        return peer instanceof InetSocketAddress known && !proxies.contain(known.getAddress())
                ? Optional.of(new ClientAddress(Network.textOf(known.getAddress())))
                : Optional.empty();
    }

    /** The text of a hop, with only the characters that are safe in keys and logs. */
    private static String unreadable(String hop) {
        String clean = hop.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "_");
        return clean.substring(0, Math.min(clean.length(), MAX_UNREADABLE));
    }
}
