package io.kefu.bootstrap;

import io.micronaut.context.env.Environment;
import io.micronaut.core.type.Argument;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a Redis of the user's own is: one address, or several of a Cluster. None at all means the embedded one. */
record RedisAddresses(List<String> uris) {

    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(10);

    private static final Pattern WELL_FORMED =
            Pattern.compile("(rediss?|redis\\+(ssl|tls)|rediss?-sentinel|redis[-+]socket)://.+");
    private static final Pattern CREDENTIALS = Pattern.compile("^([a-z+-]+://)?.*@");

    /**
     * Reads the configuration.
     *
     * @throws WrongSettingException if an address isn't one
     */
    static RedisAddresses configured(Environment environment) {
        Stream<String> one = environment.get("redis.uri", String.class).stream();
        Stream<String> several = environment.get("redis.uris", Argument.listOf(String.class)).stream()
                .flatMap(List::stream);
        List<String> uris =
                Stream.concat(one, several).filter(uri -> !uri.isBlank()).toList();
        uris.forEach(RedisAddresses::requireWellFormed);
        return new RedisAddresses(uris);
    }

    boolean isEmpty() {
        return uris.isEmpty();
    }

    /**
     * What a failed start means if it is for want of a Redis; any other failure is returned as it is. The adapters connect
     * when they are made, so whoever starts kefu hears of a wrong address at once.
     */
    RuntimeException explain(RuntimeException failure) {
        boolean unreachable = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof ConnectException || cause instanceof UnknownHostException);
        return unreachable && !isEmpty()
                ? new WrongSettingException("REDIS_URI: no Redis answers at " + this
                        + ": expected one that is running and takes this user and password")
                : failure;
    }

    private static void requireWellFormed(String uri) {
        if (!WELL_FORMED.matcher(uri).matches() || !isUri(uri)) {
            throw new WrongSettingException(
                    "REDIS_URI: '" + withoutCredentials(uri) + "' is not the address of a Redis:"
                            + " expected redis://[[user]:password@]host[:port][/database], rediss:// for TLS"
                            + " or redis-sentinel:// for Sentinel");
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
