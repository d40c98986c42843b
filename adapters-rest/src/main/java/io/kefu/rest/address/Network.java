package io.kefu.rest.address;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A block of IP addresses.
 *
 * @param prefixLength the number of leading bits that an address must share with the base
 */
public record Network(InetAddress base, int prefixLength) {
    private static final int HOST_NETWORK_OF_IPV6 = 64;

    public Network {
        if (prefixLength < 0 || prefixLength > Byte.SIZE * base.getAddress().length) {
            throw new IllegalArgumentException(
                    "An address of " + base.getAddress().length + " bytes has no prefix of " + prefixLength + " bits");
        }
    }

    /** Parses a network such as {@code 10.0.0.0/8}, or a single address. Never asks a name server. */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            InetAddress single = InetAddress.ofLiteral(text);
            return new Network(single, Byte.SIZE * single.getAddress().length);
        }
        return new Network(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        return mine.length == other.length && Arrays.equals(masked(mine, prefixLength), masked(other, prefixLength));
    }

    /** The address as limits count it, see {@link ClientAddress}. */
    static String textOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address.getHostAddress();
        }
        StringBuilder text = new StringBuilder();
        byte[] network = masked(bytes, HOST_NETWORK_OF_IPV6);
        for (int i = 0; i < HOST_NETWORK_OF_IPV6 / Byte.SIZE; i += 2) {
            int group = (Byte.toUnsignedInt(network[i]) << Byte.SIZE) | Byte.toUnsignedInt(network[i + 1]);
            text.append(Integer.toHexString(group)).append(':');
        }
        return text.append(":/").append(HOST_NETWORK_OF_IPV6).toString();
    }

    private static byte[] masked(byte[] bytes, int prefixLength) {
        byte[] result = bytes.clone();
        for (int i = 0; i < result.length; i++) {
            int bits = Math.clamp(prefixLength - (long) Byte.SIZE * i, 0, Byte.SIZE);
            result[i] = (byte) (result[i] & (0xFF << (Byte.SIZE - bits)));
        }
        return result;
    }
}
