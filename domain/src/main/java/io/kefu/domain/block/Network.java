package io.kefu.domain.block;

import java.util.Optional;

/**
 * All IP addresses that begin with the same bits. A network of IPv6 addresses contains no IPv4 address.
 *
 * @param base the first address of the network
 * @param bits the number of common bits, 0 to 128; an IPv4 network has at least 96
 */
public record Network(IpAddress base, int bits) {
    private static final int BITS = 128;

    /** A network that contains this address. */
    public static Network of(IpAddress address, int bits) {
        return new Network(address.masked(bits), bits);
    }

    /**
     * Parses a network in CIDR notation such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or one address. Bits of the address
     * after the prefix are ignored. Empty for any other text.
     */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String length = text.substring(slash + 1);
        return IpAddress.parse(slash < 0 ? text : text.substring(0, slash)).flatMap(address -> {
            if (slash < 0) {
                return Optional.of(of(address, BITS));
            }
            int before = address.isV4() && text.indexOf(':') < 0 ? IpAddress.V4_PREFIX : 0;
            boolean isLength = length.matches("[0-9]{1,3}") && before + Integer.parseInt(length) <= BITS;
            return isLength ? Optional.of(of(address, before + Integer.parseInt(length))) : Optional.empty();
        });
    }

    /** Whether the address is in the network. */
    public boolean contains(IpAddress address) {
        return address.isV4() == isV4() && address.masked(bits).equals(base);
    }

    private boolean isV4() {
        return base.isV4() && bits >= IpAddress.V4_PREFIX;
    }

    /** The network in CIDR notation. */
    @Override
    public String toString() {
        return base + "/" + (isV4() ? bits - IpAddress.V4_PREFIX : bits);
    }
}
