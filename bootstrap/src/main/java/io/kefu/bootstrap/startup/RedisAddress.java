package io.kefu.bootstrap.startup;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the form of one address of a Redis, so that a malformed address is refused before anything connects. */
final class RedisAddress {
    private static final String FORMS = "expected redis://[[user]:password@]host[:port][/database], rediss:// for TLS"
            + " or redis-sentinel://host[:port][,host[:port]]#master for Sentinel";
    private static final Pattern SERVER = Pattern.compile("rediss?|redis\\+(ssl|tls)");
    private static final Pattern SENTINEL = Pattern.compile("rediss?-sentinel");
    private static final Pattern SOCKET = Pattern.compile("redis[-+]socket");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:]+)(?::(.*))?");
    private static final Pattern DATABASE = Pattern.compile("/?|/\\d{1,4}");
    private static final int MAX_PORT = 65_535;

    private RedisAddress() {}

    /**
     * Checks an address. The message of the exception contains the setting and the fault, but no part of the address, because any
     * part of a malformed address may be the password.
     *
     * @throws WrongSettingException if it is malformed
     */
    static void requireWellFormed(String setting, String address, boolean isOfCluster) {
        fault(address, isOfCluster).ifPresent(fault -> {
            throw new WrongSettingException(setting + ": " + fault + ": " + FORMS);
        });
    }

    private static Optional<String> fault(String address, boolean isOfCluster) {
        if (address.isBlank()) {
            return Optional.of("it is empty; unset it to use the embedded Redis");
        }
        if (address.chars().anyMatch(Character::isWhitespace)) {
            return Optional.of("it contains blanks");
        }
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException malformed) {
            return Optional.of("it is not an address (special characters of a password are written as %23 for #)");
        }
        @Nullable String scheme = uri.getScheme();
        if (scheme != null && SOCKET.matcher(scheme).matches() && !isOfCluster) {
            return uri.getPath() == null || uri.getPath().isEmpty()
                    ? Optional.of("it names no socket")
                    : Optional.empty();
        }
        boolean isSentinel = scheme != null && SENTINEL.matcher(scheme).matches() && !isOfCluster;
        if (!isSentinel && (scheme == null || !SERVER.matcher(scheme).matches())) {
            return Optional.of("it does not begin with a known scheme");
        }
        return hostsFault(uri, isSentinel)
                .or(() -> databaseFault(uri, isOfCluster))
                .or(() -> isSentinel
                                && (uri.getFragment() == null
                                        || uri.getFragment().isEmpty())
                        ? Optional.of("it names no master after #")
                        : Optional.empty());
    }

    private static Optional<String> hostsFault(URI uri, boolean mayBeSeveral) {
        @Nullable String authority = uri.getRawAuthority();
        if (authority == null) {
            return Optional.of("it names no host");
        }
        String hosts = authority.substring(authority.lastIndexOf('@') + 1);
        return Arrays.stream(mayBeSeveral ? hosts.split(",", -1) : new String[] {hosts})
                .map(RedisAddress::hostFault)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> hostFault(String host) {
        var parts = HOST_AND_PORT.matcher(host);
        if (!parts.matches() || parts.group(1).contains(",")) {
            return Optional.of(host.isEmpty() || host.startsWith(":") ? "it names no host" : "its host is not one");
        }
        @Nullable String port = parts.group(2);
        boolean isPort = port == null
                || (port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= MAX_PORT);
        return isPort ? Optional.empty() : Optional.of("its port is not a number from 1 to " + MAX_PORT);
    }

    private static Optional<String> databaseFault(URI uri, boolean isOfCluster) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (!DATABASE.matcher(path).matches()) {
            return Optional.of("what follows the host is not the number of a database");
        }
        boolean isFirst = path.length() < 2 || Integer.parseInt(path.substring(1)) == 0;
        return isOfCluster && !isFirst ? Optional.of("a Redis Cluster has no database but 0") : Optional.empty();
    }
}
