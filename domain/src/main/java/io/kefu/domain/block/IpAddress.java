package io.kefu.domain.block;

import java.util.Optional;

/**
 * An IP address as 128 bits. An IPv4 address is held as the IPv6 address that maps it ({@code ::ffff:0:0/96}, RFC 4291), so both
 * spellings of it are equal.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record IpAddress(long high, long low) {
    /** The number of bits before an IPv4 address. */
    static final int V4_PREFIX = 96;

    private static final int BITS = 128;
    private static final long MAPPED = 0xFFFFL << Integer.SIZE;
    private static final int GROUPS = 8;
    private static final int HEX = 16;

    /** The address of 4 or 16 bytes in network order. */
    public static IpAddress of(byte[] bytes) {
        if (bytes.length == Integer.BYTES) {
            return ofV4(bits(bytes, 0, Integer.BYTES));
        }
        return new IpAddress(bits(bytes, 0, Long.BYTES), bits(bytes, Long.BYTES, BITS / Byte.SIZE));
    }

    private static IpAddress ofV4(long bits) {
        return new IpAddress(0, MAPPED | bits);
    }

    private static long bits(byte[] bytes, int from, int until) {
        long bits = 0;
        for (int i = from; i < until; i++) {
            bits = bits << Byte.SIZE | Byte.toUnsignedLong(bytes[i]);
        }
        return bits;
    }

    /** Parses an IPv4 address in four decimal parts, or an IPv6 address without a zone; empty for any other text. */
    public static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') < 0 ? v4(text).map(IpAddress::ofV4) : v6(text);
    }

    private static Optional<Long> v4(String text) {
        String[] parts = text.split("\\.", -1);
        long bits = 0;
        for (String part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 0xFF) {
                return Optional.empty();
            }
            bits = bits << Byte.SIZE | Integer.parseInt(part);
        }
        return parts.length == Integer.BYTES ? Optional.of(bits) : Optional.empty();
    }

    private static Optional<IpAddress> v6(String text) {
        String hexadecimal = text;
        int tail = text.lastIndexOf(':') + 1;
        if (text.indexOf('.') >= 0) {
            // The last 32 bits may be written like an IPv4 address.
            Optional<Long> v4 = v4(text.substring(tail));
            if (v4.isEmpty()) {
                return Optional.empty();
            }
            hexadecimal = text.substring(0, tail)
                    + Long.toHexString(v4.get() >>> Short.SIZE)
                    + ":"
                    + Long.toHexString(v4.get() & 0xFFFF);
        }
        int gap = hexadecimal.indexOf("::");
        String[] first = groups(gap < 0 ? hexadecimal : hexadecimal.substring(0, gap));
        String[] last = groups(gap < 0 ? "" : hexadecimal.substring(gap + 2));
        int zeros = GROUPS - first.length - last.length;
        if (gap < 0 ? zeros != 0 : zeros < 1) {
            return Optional.empty();
        }
        long[] halves = new long[2];
        for (int i = 0; i < GROUPS; i++) {
            String group =
                    i < first.length ? first[i] : i < first.length + zeros ? "0" : last[i - first.length - zeros];
            if (!group.matches("[0-9A-Fa-f]{1,4}")) {
                return Optional.empty();
            }
            halves[i / 4] = halves[i / 4] << Short.SIZE | Integer.parseInt(group, HEX);
        }
        return Optional.of(new IpAddress(halves[0], halves[1]));
    }

    private static String[] groups(String text) {
        return text.isEmpty() ? new String[0] : text.split(":", -1);
    }

    /** Whether this is an IPv4 address. */
    public boolean isV4() {
        return high == 0 && low >>> Integer.SIZE == 0xFFFF;
    }

    /**
     * The address with all bits after the first ones set to zero.
     *
     * @param bits the number of bits to keep, 0 to 128
     */
    IpAddress masked(int bits) {
        return new IpAddress(high & mask(bits), low & mask(bits - Long.SIZE));
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }

    /** The address in decimal parts for IPv4; for IPv6 in lower case with the longest run of zeros left out (RFC 5952). */
    @Override
    public String toString() {
        if (isV4()) {
            return "%d.%d.%d.%d".formatted(low >>> 24 & 0xFF, low >>> 16 & 0xFF, low >>> 8 & 0xFF, low & 0xFF);
        }
        int start = 0;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && group(end) == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        return longest == 1 ? text(0, GROUPS) : text(0, start) + "::" + text(start + longest, GROUPS);
    }

    private long group(int index) {
        return ((index < 4 ? high : low) >>> (Short.SIZE * (3 - index % 4))) & 0xFFFF;
    }

    private String text(int from, int until) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < until; i++) {
            text.append(i == from ? "" : ":").append(Long.toHexString(group(i)));
        }
        return text.toString();
    }
}
