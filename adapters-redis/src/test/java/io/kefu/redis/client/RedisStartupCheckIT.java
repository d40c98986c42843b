package io.kefu.redis.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.redis.RedisFault;
import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which fault is reported for servers that cannot be used for different reasons. */
@Tag("same-on-cluster")
class RedisStartupCheckIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static ProcessServer redis;

    @BeforeAll
    static void start() {
        redis = ProcessServer.startWith("--appendonly", "no");
        RedisClient client = RedisClient.create(redis.uri());
        try (var connection = client.connect()) {
            connection
                    .sync()
                    .aclSetuser(
                            "reader",
                            AclSetuserArgs.Builder.on()
                                    .addPassword("right")
                                    .keyPattern("*")
                                    .allCommands()
                                    .removeCommand(CommandType.SET));
            connection.sync().configSet("requirepass", "right");
        } finally {
            client.shutdown();
        }
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @ParameterizedTest
    @CsvSource({
        "redis://:right@127.0.0.1:PORT, ",
        "redis://127.0.0.1:PORT, NO_PASSWORD",
        "redis://:wrong@127.0.0.1:PORT, WRONG_PASSWORD",
        "redis://nobody:right@127.0.0.1:PORT, WRONG_PASSWORD",
        "redis://reader:right@127.0.0.1:PORT, NO_PERMISSION",
        "redis://:right@127.0.0.1:PORT/99, NO_DATABASE",
        "rediss://:right@127.0.0.1:PORT, TLS",
        "redis://:right@127.0.0.1:1, UNREACHABLE",
        "redis://:right@no-such-host.invalid, UNREACHABLE",
        "redis-sentinel://127.0.0.1:1#main, NO_MASTER",
    })
    void checksAServer(String address, RedisFault fault) {
        RedisStartupCheck.Result result = check(address, false);
        assertThat(result.fault().orElse(null)).isEqualTo(fault);
    }

    @Test
    void reportsThatASingleServerIsNoCluster() {
        assertThat(check("redis://:right@127.0.0.1:PORT", true).fault()).contains(RedisFault.NOT_A_CLUSTER);
        assertThat(check("redis://:right@127.0.0.1:1", true).fault()).contains(RedisFault.UNREACHABLE);
        assertThat(check("redis://:wrong@127.0.0.1:PORT", true).fault()).contains(RedisFault.WRONG_PASSWORD);
    }

    @Test
    void reportsAProgramThatIsNoRedis() throws Exception {
        try (ServerSocket web = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(web, "HTTP/1.1 400 Bad Request\r\n\r\n"));
            assertThat(check("redis://127.0.0.1:" + web.getLocalPort(), false).fault())
                    .contains(RedisFault.NOT_REDIS);
        }
    }

    @Test
    void reportsAProgramThatDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisStartupCheck check = RedisStartupCheck.of(
                        List.of("redis://127.0.0.1:" + silent.getLocalPort()), false, Duration.ofMillis(200))) {
            assertThat(check.run().fault()).contains(RedisFault.TOO_SLOW);
        }
    }

    @Test
    void reportsAnIncompleteCluster() {
        try (ProcessServer alone = ProcessServer.startWith("--appendonly", "no", "--cluster-enabled", "yes")) {
            assertThat(check(alone.address(), true).fault()).contains(RedisFault.CLUSTER_INCOMPLETE);
            assertThat(check(alone.address(), false).fault()).contains(RedisFault.CLUSTER_INCOMPLETE);
        }
    }

    private static RedisStartupCheck.Result check(String address, boolean isCluster) {
        String complete = address.replace("PORT", String.valueOf(redis.port()));
        try (RedisStartupCheck check = RedisStartupCheck.of(List.of(complete), isCluster, TIMEOUT)) {
            return check.run();
        }
    }

    private static void answer(ServerSocket listener, String text) {
        try {
            while (true) {
                Socket client = listener.accept();
                client.getOutputStream().write(text.getBytes(US_ASCII));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
