package io.kefu.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How callers hear that the server is gone. */
class RedisTest {
    private final Redis redis = new Redis(noCommands(), new RedisKeys(1), false, Duration.ofSeconds(5));

    static Stream<Throwable> absences() {
        return Stream.of(
                new RedisConnectionException("Unable to connect"),
                new RedisCommandTimeoutException("Command timed out"),
                new RedisCommandExecutionException("LOADING Redis is loading the dataset in memory"),
                new CancellationException(),
                new CompletionException(new RedisCommandTimeoutException("Command timed out")),
                // The driver hands on as it is what breaks a connection under a command.
                new IOException("Connection reset by peer"));
    }

    @ParameterizedTest
    @MethodSource("absences")
    void anAbsentServerIsUnavailable(Throwable failure) {
        assertThat(heard(failure))
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    @Test
    void aFaultOfOursStaysOne() {
        assertThat(heard(new RedisCommandExecutionException("ERR wrong number of arguments")))
                .isInstanceOf(RedisCommandExecutionException.class);
        assertThat(heard(new NumberFormatException())).isInstanceOf(NumberFormatException.class);
    }

    private Throwable heard(Throwable failure) {
        Throwable awaited = catchThrowable(() -> redis.await(CompletableFuture.failedStage(failure)));
        Throwable guarded = catchThrowable(() -> redis.guard(CompletableFuture.failedStage(failure))
                .toCompletableFuture()
                .join());
        assertThat(guarded).isInstanceOf(CompletionException.class).cause().hasSameClassAs(awaited);
        return awaited;
    }

    @SuppressWarnings("unchecked") // a proxy has no type arguments
    private static RedisClusterAsyncCommands<String, String> noCommands() {
        return (RedisClusterAsyncCommands<String, String>) Proxy.newProxyInstance(
                RedisTest.class.getClassLoader(),
                new Class<?>[] {RedisClusterAsyncCommands.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
