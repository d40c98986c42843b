package io.kefu.bootstrap;

import io.micronaut.configuration.lettuce.health.RedisHealthIndicator;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.core.type.Argument;
import io.micronaut.health.HealthStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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
     * Asks Redis for a sign of life. Connections are made when they are first used, but whoever starts kefu wants to
     * hear of a wrong address at once.
     *
     * @throws WrongSettingException if no Redis answers
     */
    void requireAnswer(ApplicationContext context) {
        if (!isEmpty() && !answers(context.getBean(RedisHealthIndicator.class))) {
            throw new WrongSettingException("REDIS_URI: no Redis answers at " + this
                    + ": expected one that is running and takes this user and password");
        }
    }

    // The indicator connects as soon as it is asked, and blocks for as long as the network makes it wait.
    private static boolean answers(RedisHealthIndicator redis) {
        return Boolean.TRUE.equals(Flux.defer(redis::getResult)
                .subscribeOn(Schedulers.boundedElastic())
                .all(result -> HealthStatus.UP.equals(result.getStatus()))
                .timeout(TIME_TO_ANSWER, Mono.just(false))
                .block());
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
