package io.kefu.rest.origin;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web origin (RFC 6454) in its normal form: the scheme and host in lower case, the host in punycode and without a final dot,
 * an IPv6 address in its shortest form, and the port always as a number.
 *
 * @param port the port, by default that of the scheme; -1 if the scheme has no default port
 */
record Origin(String scheme, String host, int port) {
    /** The origin of pages that have none of their own, such as a local file. It equals no other origin. */
    static final String OPAQUE = "null";

    private static final int NO_PORT = -1;
    private static final int MAX_PORT = 65_535;
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[^/?#@:\\[\\]\\s\\\\,]+)(?::(?<port>\\d{1,5})?)?");
    private static final Pattern ORIGIN =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#\\s]+)/?");

    /** Parses an origin; empty for {@link #OPAQUE} and for a text that is no origin. */
    static Optional<Origin> parse(String text) {
        Matcher origin = ORIGIN.matcher(text);
        return origin.matches() ? of(origin.group("scheme"), origin.group("authority")) : Optional.empty();
    }

    /** The origin with the given scheme and the host of a {@code Host} header; empty if the header's value is no host. */
    static Optional<Origin> of(String scheme, String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String lower = scheme.toLowerCase(Locale.ROOT);
        int port = parts.group("port") == null ? defaultPort(lower) : Integer.parseInt(parts.group("port"));
        return port > MAX_PORT
                ? Optional.empty()
                : host(parts.group("host")).map(host -> new Origin(lower, host, port));
    }

    private static Optional<String> host(String text) {
        try {
            if (text.startsWith("[")) {
                return Optional.of("["
                        + InetAddress.ofLiteral(text.substring(1, text.length() - 1))
                                .getHostAddress() + "]");
            }
            String ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            String host = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            return host.isEmpty() ? Optional.empty() : Optional.of(host);
        } catch (IllegalArgumentException noHost) {
            return Optional.empty();
        }
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            default -> NO_PORT;
        };
    }

    /** The origin as a text, with its port if it has one. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == NO_PORT ? "" : ":" + port);
    }
}
