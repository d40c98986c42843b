package io.kefu.rest.origin;

import io.kefu.rest.security.HttpSettings;
import io.kefu.rest.security.Network;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the host and scheme by which a client reached the service: those of the request itself, or, where the peer is a
 * trusted proxy, those that {@code Forwarded} (RFC 7239) or {@code X-Forwarded-Host} and {@code X-Forwarded-Proto} name.
 * In a chain of proxies, the value of the outermost trusted proxy counts.
 */
@Singleton
final class ForwardedHosts {
    private final List<Network> proxies;

    ForwardedHosts(HttpSettings settings) {
        this.proxies = settings.trustedProxies() == null
                ? List.of()
                : settings.trustedProxies().stream().map(Network::parse).toList();
    }

    /**
     * Finds the host and scheme by which the client reached the service.
     *
     * @param headers all values of the header of a name
     * @param peer the address at the other end of the connection; null where it is unknown
     */
    OwnHost of(Function<String, List<String>> headers, @Nullable InetAddress peer) {
        List<String> hosts = headers.apply("Host");
        OwnHost direct = new OwnHost(null, hosts.size() == 1 ? hosts.getFirst().strip() : null);
        if (peer == null || !isTrusted(peer)) {
            return direct;
        }
        Map<String, String> forwarded = forwarded(headers.apply("Forwarded"));
        int trusted = 1 + trustedHops(elements(headers.apply("X-Forwarded-For"), ','));
        @Nullable String host = forwarded.getOrDefault("host", pick(headers.apply("X-Forwarded-Host"), trusted));
        @Nullable String scheme = forwarded.getOrDefault("proto", pick(headers.apply("X-Forwarded-Proto"), trusted));
        return new OwnHost(
                scheme == null ? null : scheme.toLowerCase(Locale.ROOT), host == null ? direct.authority() : host);
    }

    /**
     * The parameters of the outermost element that a trusted proxy wrote. Later elements add the parameters that it
     * lacks.
     */
    private Map<String, String> forwarded(List<String> lines) {
        Map<String, String> found = new HashMap<>();
        List<String> elements = elements(lines, ',');
        boolean isTrustedWriter = true;
        for (int i = elements.size() - 1; i >= 0 && isTrustedWriter; i--) {
            Map<String, String> element = parameters(elements.get(i));
            found.putAll(element);
            isTrustedWriter = isTrustedHop(element.getOrDefault("for", ""));
        }
        return found;
    }

    private static Map<String, String> parameters(String element) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : elements(List.of(element), ';')) {
            int sign = pair.indexOf('=');
            String value = sign < 0 ? "" : unquoted(pair.substring(sign + 1).strip());
            if (!value.isEmpty()) {
                parameters.put(pair.substring(0, sign).strip().toLowerCase(Locale.ROOT), value);
            }
        }
        return parameters;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
                : value;
    }

    /**
     * The value that the outermost of the trusted proxies wrote; the first value if there are fewer values than
     * proxies.
     */
    private static @Nullable String pick(List<String> lines, int trusted) {
        List<String> values = elements(lines, ',');
        return values.isEmpty() ? null : values.get(Math.max(0, values.size() - trusted));
    }

    private int trustedHops(List<String> hops) {
        int count = 0;
        while (count < hops.size() && isTrustedHop(hops.get(hops.size() - 1 - count))) {
            count++;
        }
        return count;
    }

    /** Whether a hop, an address with or without a port, is a trusted proxy. */
    private boolean isTrustedHop(String hop) {
        return address(hop).filter(this::isTrusted).isPresent();
    }

    private static Optional<InetAddress> address(String hop) {
        String address = hop;
        if (hop.startsWith("[") && hop.indexOf(']') > 0) {
            address = hop.substring(1, hop.indexOf(']'));
        } else if (hop.indexOf(':') == hop.lastIndexOf(':') && hop.indexOf(':') > 0) {
            address = hop.substring(0, hop.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    /** Splits a header's lines at the separators outside of quoted strings, and leaves out empty parts. */
    private static List<String> elements(List<String> lines, char separator) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            int begin = 0;
            boolean isQuoted = false;
            for (int i = 0; i <= line.length(); i++) {
                if (i == line.length() || (line.charAt(i) == separator && !isQuoted)) {
                    String element = line.substring(begin, i).strip();
                    if (!element.isEmpty()) {
                        elements.add(element);
                    }
                    begin = i + 1;
                } else if (line.charAt(i) == '\\' && isQuoted) {
                    i = Math.min(i + 1, line.length() - 1);
                } else if (line.charAt(i) == '"') {
                    isQuoted = !isQuoted;
                }
            }
        }
        return elements;
    }
}
