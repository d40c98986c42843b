package io.kefu.rest.address;

import io.kefu.domain.block.IpAddress;
import io.kefu.domain.block.Network;
import org.jspecify.annotations.Nullable;

/**
 * The address that a request comes from.
 *
 * @param value the address as limits count it: an IPv4 address, or the /64 network of an IPv6 address, because a client usually has
 *     all addresses of such a network
 * @param exact the address itself; null if a proxy names no address
 */
public record ClientAddress(String value, @Nullable IpAddress exact) {
    private static final int HOST_NETWORK_OF_IPV6 = 64;

    /** A known address. */
    public static ClientAddress of(IpAddress address) {
        return new ClientAddress(
                address.isV4()
                        ? address.toString()
                        : Network.of(address, HOST_NETWORK_OF_IPV6).toString(),
                address);
    }
}
