package io.kefu.bootstrap;

import io.kefu.redis.RedisFault;
import io.micronaut.context.env.Environment;
import io.micronaut.core.type.Argument;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a Redis of the user's own is: one address, or several of a Cluster. None at all means the embedded one.
 *
 * @param setting the variable that they come from
 */
record RedisAddresses(String setting, List<String> uris) {

    private static final String SERVER = "REDIS_URI";
    private static final String CLUSTER = "REDIS_URIS";

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

    /** Explains in one line a failure whose reason is Redis; any other failure is returned as it is. */
    RuntimeException explain(RuntimeException failure) {
        return RedisFault.of(failure)
                .<RuntimeException>map(fault -> new WrongSettingException(sentence(fault)))
                .orElse(failure);
    }

    /** Says in one line that a fault of Redis stops the start. */
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
