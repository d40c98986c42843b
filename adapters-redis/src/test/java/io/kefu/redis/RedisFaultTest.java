package io.kefu.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RedisFaultTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        RedisFault.UNREACHABLE, new RedisConnectionException("x", new ConnectException("refused"))),
                Arguments.of(RedisFault.UNREACHABLE, new RedisConnectionException("x", new UnknownHostException("h"))),
                Arguments.of(RedisFault.TOO_SLOW, new RedisCommandTimeoutException("Command timed out")),
                Arguments.of(RedisFault.TOO_SLOW, new TimeoutException()),
                Arguments.of(RedisFault.TLS, new RedisConnectionException("x", new SSLHandshakeException("bad"))),
                Arguments.of(RedisFault.DISCONNECTED, new IOException("Connection reset by peer")),
                Arguments.of(
                        RedisFault.DISCONNECTED, new RedisException("Currently not connected. Commands are rejected.")),
                Arguments.of(
                        RedisFault.WRONG_PASSWORD,
                        new CompletionException(new RedisConnectionException(
                                "x", new RedisCommandExecutionException("WRONGPASS invalid username-password pair")))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void findsTheFault(RedisFault fault, Throwable failure) {
        assertThat(RedisFault.of(failure)).contains(fault);
    }

    @Test
    void findsTheFaultAmongTheFailuresOfSeveralAddresses() {
        RedisException all = new RedisException("Cannot reload Redis Cluster topology");
        all.addSuppressed(new RedisCommandExecutionException("NOAUTH Authentication required."));
        assertThat(RedisFault.of(all)).contains(RedisFault.NO_PASSWORD);
    }

    @Test
    void findsNoFaultInOtherErrors() {
        assertThat(RedisFault.of(new RedisCommandExecutionException("WRONGTYPE Operation against a key")))
                .isEmpty();
        assertThat(RedisFault.of(new IllegalStateException("OOM"))).isEmpty();
        assertThat(RedisFault.of(null)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void hasAText(RedisFault fault) {
        assertThat(fault.text()).isNotBlank();
    }
}
