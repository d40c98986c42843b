package io.kefu.bootstrap;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.redis.DeskKeys;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the program as a user does: in a process of its own, configured by its environment. */
class StartUpIT {

    private static final int SECONDS_TO_END = 10;

    @TempDir
    Path folder;

    @Test
    void tellsWhereToLookAndEndsWhenAsked() throws Exception {
        Process kefu = start(Map.of("KEFU_PORT", "0"));
        List<String> report = readReport(kefu);
        assertThat(report)
                .anyMatch(line -> line.matches(".*http://localhost:\\d+/swagger-ui"))
                .anyMatch(line -> line.matches(".*ws://localhost:\\d+/ws/\\{user_id}"))
                .anyMatch(line -> line.endsWith(folder.toString()))
                .noneMatch(line -> line.contains("kefu001"));
        List<ProcessHandle> below = kefu.descendants().toList();
        assertThat(below).isNotEmpty();

        kefu.toHandle().destroy();

        assertThat(kefu.waitFor(SECONDS_TO_END, SECONDS)).isTrue();
        assertThat(below).noneMatch(ProcessHandle::isAlive);
        assertThat(kefu.errorReader().readAllLines()).isEmpty();
        assertThat(folder.resolve("redis/redis.log")).content().endsWith("ready to exit, bye bye...\n");
    }

    @Test
    void namesTheDemoAccountInTheDemoEnvironment() throws Exception {
        Process kefu = start(Map.of("KEFU_PORT", "0", "MICRONAUT_ENVIRONMENTS", "demo"));
        assertThat(readReport(kefu)).anyMatch(line -> line.endsWith("kefu001 / password123"));
        kefu.toHandle().destroy();
        assertThat(kefu.waitFor(SECONDS_TO_END, SECONDS)).isTrue();
    }

    @Test
    void refusesAPortThatIsNoNumber() throws Exception {
        assertThat(refusal(Map.of("KEFU_PORT", "http")))
                .isEqualTo("kefu: KEFU_PORT (micronaut.server.port): 'http' can't be used: expected a whole number");
    }

    @Test
    void refusesATakenPort() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            String port = String.valueOf(other.getLocalPort());
            assertThat(refusal(Map.of("KEFU_PORT", port)))
                    .isEqualTo("kefu: KEFU_PORT: can't listen on *:" + port
                            + " (Address already in use): expected a free port between 1 and 65535");
        }
    }

    @Test
    void refusesARedisThatDoesNotAnswer() throws Exception {
        int port = closedPort();
        assertThat(refusal(Map.of("REDIS_URI", "redis://user:secret@127.0.0.1:" + port, "KEFU_REDIS_START_WAIT", "0s")))
                .isEqualTo("kefu: REDIS_URI: the Redis at redis://***@127.0.0.1:" + port
                        + " can't be used: it cannot be reached (waited for 0 s, see KEFU_REDIS_START_WAIT)");
    }

    @Test
    void refusesAClusterThatDoesNotAnswer() throws Exception {
        String addresses = "redis://127.0.0.1:" + closedPort() + ", redis://127.0.0.1:" + closedPort();
        assertThat(refusal(Map.of("REDIS_URIS", addresses.replace(" ", ""), "KEFU_REDIS_START_WAIT", "0s")))
                .isEqualTo("kefu: REDIS_URIS: the Redis at " + addresses
                        + " can't be used: it cannot be reached (waited for 0 s, see KEFU_REDIS_START_WAIT)");
    }

    @Test
    void refusesAnAddressThatIsNone() throws Exception {
        assertThat(refusal(Map.of("REDIS_URI", "redis://:secret@127.0.0.1/x")))
                .startsWith("kefu: REDIS_URI: what follows the host is not the number of a database");
    }

    @Test
    void refusesARedisThatEvicts() throws Exception {
        try (ProcessServer redis =
                ProcessServer.startWith("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru")) {
            assertThat(refusal(Map.of("REDIS_URI", redis.address())))
                    .startsWith("kefu: REDIS_URI: the Redis at " + redis.address())
                    .contains("maxmemory-policy allkeys-lru")
                    .endsWith("set its maxmemory-policy to noeviction");
        }
    }

    @Test
    void waitsForARedisThatIsSlowAndThenAway() throws Exception {
        try (ProcessServer redis = ProcessServer.startStoring()) {
            redis.hang();
            Process kefu = start(Map.of("KEFU_PORT", "0", "REDIS_URI", redis.address(), "KEFU_REDIS_TIMEOUT", "1s"));
            BufferedReader output = kefu.inputReader(StandardCharsets.UTF_8);
            assertThat(nextLine(output))
                    .endsWith(
                            "Waiting up to 60 s for the Redis at " + redis.address() + ": it does not answer in time");
            redis.kill();
            assertThat(nextLine(output)).contains("Waiting up to 60 s").endsWith(": it cannot be reached");
            redis.restart();
            assertThat(nextLine(output)).endsWith("The Redis at " + redis.address() + " can be used now");
            assertThat(readReport(kefu)).anyMatch(line -> line.contains("/swagger-ui"));
            kefu.toHandle().destroy();
            assertThat(kefu.waitFor(SECONDS_TO_END, SECONDS)).isTrue();
        }
    }

    @Test
    void endsWhenAskedWhileItWaits() throws Exception {
        Process kefu = start(Map.of("REDIS_URI", "redis://127.0.0.1:" + closedPort()));
        assertThat(nextLine(kefu.inputReader(StandardCharsets.UTF_8))).contains("Waiting up to 60 s");
        kefu.toHandle().destroy();
        assertThat(kefu.waitFor(SECONDS_TO_END, SECONDS)).isTrue();
        assertThat(kefu.errorReader().readAllLines()).isEmpty();
    }

    @Test
    void refusesADataFolderThatIsAFile() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(refusal(Map.of("KEFU_DATA_DIR", file.toString())))
                .isEqualTo("kefu: KEFU_DATA_DIR: the data folder " + file + " can't be used: " + file
                        + " is not a folder");
    }

    @Test
    void recountsWhatADemoLeaves() throws Exception {
        Process kefu = start(Map.of("KEFU_PORT", "0", "MICRONAUT_ENVIRONMENTS", "demo"));
        readReport(kefu);
        Process beside = start(Map.of(), "rebuild");
        assertThat(beside.waitFor()).isEqualTo(1);
        kefu.toHandle().destroy();
        assertThat(kefu.waitFor(SECONDS_TO_END, SECONDS)).isTrue();

        Process rebuild = start(Map.of(), "rebuild");
        assertThat(rebuild.inputReader().readAllLines())
                .containsExactly("1 conversations with 5 entries, 3 users: nothing differs");
        assertThat(rebuild.waitFor()).isZero();
        assertThat(rebuild.descendants()).isEmpty();
    }

    @Test
    void recountsOnlyWhereNoNodeRuns() throws Exception {
        try (ProcessServer redis = ProcessServer.startStoring()) {
            Process kefu = start(Map.of("KEFU_PORT", "0", "REDIS_URI", redis.address()));
            readReport(kefu);
            RedisClient client = RedisClient.create(redis.address());
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                Deadline deadline = new Deadline(Duration.ofSeconds(30), "Nobody sweeps");
                while (connection.sync().get(DeskKeys.SWEEPER) == null) {
                    deadline.check();
                }
            } finally {
                client.shutdown();
            }
            Process rebuild = start(Map.of("REDIS_URI", redis.address()), "rebuild");
            assertThat(rebuild.errorReader().readAllLines())
                    .containsExactly("kefu: rebuild: a node is running on Redis " + redis.address()
                            + ": stop all nodes, then wait some seconds");
            assertThat(rebuild.waitFor()).isEqualTo(1);
            kefu.toHandle().destroy();
            assertThat(kefu.waitFor(SECONDS_TO_END, SECONDS)).isTrue();
        }
    }

    private Process start(Map<String, String> settings, String... arguments) throws Exception {
        Map<String, String> environment =
                new HashMap<>(Map.of("KEFU_DATA_DIR", folder.toString(), "KEFU_ADMIN_PASSWORD", "not-of-interest"));
        environment.putAll(settings);
        return ChildJvm.start(KefuApplication.class, environment, arguments);
    }

    private String refusal(Map<String, String> settings) throws Exception {
        Process kefu = start(settings);
        List<String> errors = kefu.errorReader().readAllLines();
        assertThat(kefu.waitFor()).isEqualTo(1);
        assertThat(kefu.inputReader().readAllLines()).isEmpty();
        assertThat(errors).hasSize(1);
        return errors.getFirst();
    }

    private static List<String> readReport(Process kefu) throws Exception {
        BufferedReader output = kefu.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        String line = output.readLine();
        while (line != null && !line.endsWith("Ctrl-C")) {
            lines.add(line);
            line = output.readLine();
        }
        return lines;
    }

    private static String nextLine(BufferedReader output) throws Exception {
        return Objects.requireNonNull(output.readLine(), "kefu has ended");
    }

    private static int closedPort() throws Exception {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
