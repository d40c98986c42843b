package io.kefu.bootstrap;

import io.micronaut.context.env.Environment;
import io.micronaut.core.type.Argument;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis of the user's own is: one address, or several of a Cluster. None at all means the embedded one.
 *
 * @param setting the variable that they come from
 */
record RedisAddresses(String setting, List<String> uris) {

    private static final String SERVER = "REDIS_URI";
    private static final String CLUSTER = "REDIS_URIS";

    private static final Pattern WELL_FORMED =
            Pattern.compile("(rediss?|redis\\+(ssl|tls)|redis[-+]socket)://.+|rediss?-sentinel://[^#]+#.+");
    private static final Pattern CREDENTIALS = Pattern.compile("^([a-z+-]+://)?.*@");

    /**
     * Reads the configuration.
     *
     * @throws WrongSettingException if an address isn't one, or there are to be several and is none
     */
    static RedisAddresses configured(Environment environment) {
        List<String> one = wellFormed(SERVER, environment.get("redis.uri", String.class).stream());
        List<String> several = wellFormed(
                CLUSTER,
                environment.get("redis.uris", Argument.listOf(String.class)).stream()
                        .flatMap(List::stream));
        if (several.isEmpty() && environment.containsProperty("redis.uris")) {
            // Set to nothing, it still makes the driver look for a cluster.
            throw new WrongSettingException(CLUSTER + ": it is empty: expected addresses of a Redis Cluster's nodes,"
                    + " separated by commas, or that it is not set");
        }
        return several.isEmpty() ? new RedisAddresses(SERVER, one) : new RedisAddresses(CLUSTER, several);
    }

    private static List<String> wellFormed(String setting, Stream<String> configured) {
        List<String> uris = configured.filter(uri -> !uri.isBlank()).toList();
        uris.forEach(uri -> requireWellFormed(setting, uri));
        return uris;
    }

    boolean isEmpty() {
        return uris.isEmpty();
    }

    /**
     * What a failed start means if it is for want of a Redis; any other failure is returned as it is. The adapters connect
     * when they are made, so whoever starts kefu hears of a wrong address at once.
     */
    RuntimeException explain(RuntimeException failure) {
        return isOfConnecting(failure) && !isEmpty()
                ? new WrongSettingException(setting + ": no Redis answers at " + this
                        + ": expected one that is running and takes this user and password")
                : failure;
    }

    /** Of several addresses that were tried, each has its own failure. */
    private static boolean isOfConnecting(@Nullable Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || (failure != null
                        && (isOfConnecting(failure.getCause())
                                || Arrays.stream(failure.getSuppressed()).anyMatch(RedisAddresses::isOfConnecting)));
    }

    private static void requireWellFormed(String setting, String uri) {
        if (!WELL_FORMED.matcher(uri).matches() || !isUri(uri)) {
            throw new WrongSettingException(
                    setting + ": '" + withoutCredentials(uri) + "' is not the address of a Redis:"
                            + " expected redis://[[user]:password@]host[:port][/database], rediss:// for TLS"
                            + " or redis-sentinel://host[:port][,host[:port]]#master for Sentinel");
        }
    }

    private static boolean isUri(String text) {
        try {
            new URI(text);
            return true;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static String withoutCredentials(String uri) {
        return CREDENTIALS.matcher(uri).replaceFirst("$1***@");
    }

    /** The addresses without user and password. */
    @Override
    public String toString() {
        return uris.stream().map(RedisAddresses::withoutCredentials).collect(Collectors.joining(", "));
    }
}
