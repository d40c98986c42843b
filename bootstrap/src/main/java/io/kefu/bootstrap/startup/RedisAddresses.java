package io.kefu.bootstrap.startup;

import io.kefu.redis.RedisFault;
import io.micronaut.context.env.Environment;
import io.micronaut.core.type.Argument;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The configured addresses of Redis: one address, or several of a Redis Cluster. No address means the embedded Redis.
 *
 * @param setting the environment variable that contains the addresses
 * @param uris the addresses
 */
record RedisAddresses(String setting, List<String> uris) {

    private static final String SERVER = "REDIS_URI";
    private static final String CLUSTER = "REDIS_URIS";

    private static final Pattern CREDENTIALS = Pattern.compile("^([a-z+-]+://)?.*@");

    /**
     * Reads the configuration.
     *
     * @throws WrongSettingException if an address is malformed, or the list of a Cluster's addresses is empty
     */
    static RedisAddresses configured(Environment environment) {
        List<String> one = wellFormed(SERVER, environment.get("redis.uri", String.class).stream());
        List<String> several = wellFormed(
                CLUSTER,
                environment.get("redis.uris", Argument.listOf(String.class)).stream()
                        .flatMap(List::stream));
        if (several.isEmpty() && environment.containsProperty("redis.uris")) {
            // An empty list would still make the driver look for a cluster.
            throw new WrongSettingException(CLUSTER + ": it is empty: expected addresses of a Redis Cluster's nodes,"
                    + " separated by commas, or that it is not set");
        }
        return several.isEmpty() ? new RedisAddresses(SERVER, one) : new RedisAddresses(CLUSTER, several);
    }

    private static List<String> wellFormed(String setting, Stream<String> configured) {
        List<String> uris = configured.toList();
        uris.forEach(uri -> RedisAddress.requireWellFormed(setting, uri, setting.equals(CLUSTER)));
        return uris;
    }

    boolean isEmpty() {
        return uris.isEmpty();
    }

    boolean isOfCluster() {
        return setting.equals(CLUSTER);
    }

    /** Returns a failure with one clear line if Redis is the reason; otherwise returns the given failure. */
    RuntimeException explain(RuntimeException failure) {
        return RedisFault.of(failure)
                .<RuntimeException>map(fault -> new WrongSettingException(sentence(fault)))
                .orElse(failure);
    }

    /** Returns one line which says that a fault of Redis stops the start. */
    String sentence(RedisFault fault) {
        return isEmpty()
                ? "the embedded Redis can't be used: " + fault.text()
                : setting + ": the Redis at " + this + " can't be used: " + fault.text();
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
