package io.kefu.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.redis.testing.RedisExtension;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RedisIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    static Stream<Throwable> faults() {
        return Stream.of(
                new RedisCommandTimeoutException("No answer"),
                new RedisConnectionException("No connection"),
                new SocketException("Connection reset"),
                new RedisCommandExecutionException("READONLY You can't write against a read only replica."),
                new RedisCommandExecutionException("CLUSTERDOWN The cluster is down"),
                new RedisCommandExecutionException("MOVED 3999 127.0.0.1:6381"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultsOfRedisBecomeServiceUnavailable(Throwable failure) {
        Redis redis = REDIS.redis();
        assertThat(catchThrowableOfType(
                                DomainException.class, () -> redis.await(CompletableFuture.failedFuture(failure)))
                        .code())
                .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(catchThrowableOfType(
                        CompletionException.class,
                        () -> redis.guard(CompletableFuture.failedFuture(failure))
                                .toCompletableFuture()
                                .join()))
                .hasCauseInstanceOf(DomainException.class);
    }

    @ParameterizedTest
    @MethodSource("otherErrors")
    void otherErrorsAreThrownAsTheyAre(RuntimeException failure) {
        assertThat(catchThrowableOfType(
                        RuntimeException.class, () -> REDIS.redis().await(CompletableFuture.failedFuture(failure))))
                .isSameAs(failure);
    }

    static Stream<RuntimeException> otherErrors() {
        return Stream.of(
                new RedisCommandExecutionException("WRONGTYPE Operation against a key holding the wrong kind of value"),
                new IllegalStateException("A bug"));
    }
}
