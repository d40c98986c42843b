package io.kefu.rest.security;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** An IPv4 address, or an IPv6 address in brackets, each with or without a port; the port may be obfuscated. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[(?<v6>[^\\]]*)]|(?<v4>[0-9.]+))(?::[A-Za-z0-9._-]+)?");

    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    /** An IPv6 address; a zone has a meaning only on the machine that wrote it, and is dropped. */
    private static final Pattern V6 = Pattern.compile("(?<address>[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)(?:%[A-Za-z0-9._~-]+)?");

    private final List<Network> proxies;

    ClientAddresses(HttpSettings settings) {
        this.proxies = settings.trustedProxies() == null
                ? List.of()
                : settings.trustedProxies().stream().map(Network::parse).toList();
    }

    /** The address that a call comes from. */
    ClientAddress of(HttpRequest<?> request) {
        InetAddress found = request.getRemoteAddress().getAddress();
        if (!isTrusted(found)) {
            return new ClientAddress(Network.textOf(found));
        }
        for (String hop : ForwardedHops.of(request.getHeaders())) {
            Optional<InetAddress> address = parse(hop);
            if (address.isEmpty()) {
                return new ClientAddress(unreadable(hop) + "@" + Network.textOf(found));
            }
            found = address.get();
            if (!isTrusted(found)) {
                break;
            }
        }
        return new ClientAddress(Network.textOf(found));
    }

    /** The address that a connection counts for, whatever its requests say; empty for a trusted proxy. */
    public Optional<ClientAddress> ofPeer(SocketAddress peer) {
        return peer instanceof InetSocketAddress known && !isTrusted(known.getAddress())
                ? Optional.of(new ClientAddress(Network.textOf(known.getAddress())))
                : Optional.empty();
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    private static Optional<InetAddress> parse(String hop) {
        Matcher withPort = WITH_PORT.matcher(hop);
        String text = hop;
        if (withPort.matches()) {
            text = Optional.ofNullable(withPort.group("v6"))
                    .or(() -> Optional.ofNullable(withPort.group("v4")))
                    .orElse(hop);
        }
        Matcher v6 = V6.matcher(text);
        if (v6.matches()) {
            text = Objects.requireNonNull(v6.group("address"));
        } else if (!V4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** The text of a hop, with only the characters that are safe in keys and logs. */
    private static String unreadable(String hop) {
        String clean = hop.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "_");
        return clean.substring(0, Math.min(clean.length(), MAX_UNREADABLE));
    }
}
