package io.kefu.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.redis.testing.TestRedis;
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
import reactor.core.scheduler.NonBlocking;

/** Tests the waiting for results, and the translation of failures. */
class RedisTest {
    private final Redis redis = TestRedis.of(noCommands(), new RedisKeys(1), false, Duration.ofSeconds(5));

    static Stream<Throwable> faults() {
        return Stream.of(
                new RedisConnectionException("Unable to connect"),
                new RedisCommandTimeoutException("Command timed out"),
                new RedisCommandExecutionException("LOADING Redis is loading the dataset in memory"),
                refusal("OOM command not allowed when used memory > 'maxmemory'."),
                refusal("OOM command not allowed when used memory > 'maxmemory'. script: 0f3, on @user_script:12."),
                refusal("ERR Error running script (call to f_0f3): @user_script:12: @user_script: 12: -OOM command not"
                        + " allowed when used memory > 'maxmemory'."),
                refusal("READONLY You can't write against a read only replica. script: 0f3, on @user_script:1."),
                refusal("ERR Error running script (call to f_0f3): @user_script:1: -READONLY You can't write"),
                refusal("MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist"),
                refusal("MISCONF Errors writing to the AOF file: No space left on device"),
                refusal("NOPERM this user has no permissions to run the 'set' command"),
                refusal("NOPERM this user has no permissions to access one of the keys used as arguments"),
                refusal("ERR The user executing the script can't run this command or subcommand script: 0f3"),
                refusal("ERR ACL failure in script: User kefu has no permissions to run the 'set' command"),
                refusal("NOAUTH Authentication required."),
                refusal("WRONGPASS invalid username-password pair or user is disabled."),
                refusal("BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE."),
                refusal("CLUSTERDOWN The cluster is down"),
                refusal("MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."),
                refusal("NOREPLICAS Not enough good replicas to write."),
                refusal("TRYAGAIN Multiple keys request during rehashing of slot"),
                refusal("ERR max number of clients reached"),
                new CancellationException(),
                new CompletionException(new RedisCommandTimeoutException("Command timed out")),
                // The driver does not wrap the error of a broken connection.
                new IOException("Connection reset by peer"));
    }

    private static RedisCommandExecutionException refusal(String text) {
        return new RedisCommandExecutionException(text);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultsOfRedisBecomeServiceUnavailable(Throwable failure) {
        assertThat(thrown(failure))
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }

    @Test
    void anEventLoopDoesNotWait() throws InterruptedException {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        class EventLoop extends Thread implements NonBlocking {
            @Override
            public void run() {
                thrown.complete(catchThrowable(() -> redis.await(new CompletableFuture<>())));
            }
        }
        Thread loop = new EventLoop();
        loop.start();
        loop.join();
        assertThat(thrown.join()).isInstanceOf(IllegalStateException.class).hasMessageContaining("event loop");
    }

    @Test
    void otherErrorsAreThrownAsTheyAre() {
        assertThat(thrown(new RedisCommandExecutionException("ERR wrong number of arguments")))
                .isInstanceOf(RedisCommandExecutionException.class);
        // A code inside a longer word is not recognised as a fault.
        assertThat(thrown(refusal("BUSYGROUP Consumer Group name already exists")))
                .isInstanceOf(RedisCommandExecutionException.class);
        assertThat(thrown(new NumberFormatException())).isInstanceOf(NumberFormatException.class);
    }

    private Throwable thrown(Throwable failure) {
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
