package io.kefu.rest.address;

import io.kefu.domain.block.IpAddress;
import io.kefu.domain.block.Network;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The reverse proxies whose {@code Forwarded} and {@code X-Forwarded-*} headers are trusted. */
@Singleton
public final class TrustedProxies {
    /** An IPv4 address, or an IPv6 address in brackets, each with or without a port. The port may be obfuscated (RFC 7239). */
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[(?<v6>[^\\]]*)]|(?<v4>[0-9.]+))(?::[A-Za-z0-9._-]+)?");

    /** An IPv6 address. Its zone is meaningful only on the machine that wrote it, and is dropped. */
    private static final Pattern V6 = Pattern.compile("(?<address>[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)(?:%[A-Za-z0-9._~-]+)?");

    private final List<Network> proxies;

    /** {@code proxies} are the addresses or networks (CIDR) of the trusted proxies; null for none. */
    public TrustedProxies(@Property(name = "kefu.http.trusted-proxies") @Nullable List<String> proxies) {
        this.proxies = proxies == null
                ? List.of()
                : proxies.stream().map(TrustedProxies::network).toList();
    }

    private static Network network(String text) {
        return Network.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("Neither an address nor a network: " + text));
    }

    /** Whether the address belongs to a trusted proxy. */
    public boolean contain(IpAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    /** Whether a hop in a proxy's header is the address of a trusted proxy, with or without a port. */
    public boolean containHop(String hop) {
        return addressOf(hop).filter(this::contain).isPresent();
    }

    /** The address that a hop in a proxy's header names, without its port; empty for any other text. Never asks a name server. */
    static Optional<IpAddress> addressOf(String hop) {
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
        }
        return IpAddress.parse(text);
    }
}
