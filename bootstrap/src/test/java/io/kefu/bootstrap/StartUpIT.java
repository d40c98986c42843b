package io.kefu.bootstrap;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.logging.LogFormat;
import io.kefu.bootstrap.startup.StartUpReport;
import io.kefu.bootstrap.system.Api;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micronaut.json.tree.JsonNode;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts the program in a process of its own, configured by environment variables. {@link io.kefu.bootstrap.startup.StartUpRefusalIT} tests wrong
 * settings without a process.
 */
class StartUpIT {

    private static final int SECONDS_TO_END = 10;

    @TempDir
    Path folder;

    @Test
    void printsItsAddressesAndEndsOnSigterm() throws Exception {
        Process kefu = start(Map.of("KEFU_PORT", "0"));
        List<String> report = readReport(kefu);
        assertThat(report)
                .anyMatch(line -> line.matches(".*http://localhost:\\d+/swagger-ui"))
                .anyMatch(line -> line.matches(".*ws://localhost:\\d+/ws/\\{user_id}"))
                .anyMatch(line -> line.endsWith(folder.toString()))
                .noneMatch(line -> line.contains("kefu001"));
        List<ProcessHandle> children = kefu.descendants().toList();
        assertThat(children).isNotEmpty();

        kefu.toHandle().destroy();

        assertThat(kefu.waitFor(SECONDS_TO_END, SECONDS)).isTrue();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(kefu.errorReader().readAllLines()).isEmpty();
        assertThat(folder.resolve("redis/redis.log")).content().endsWith("ready to exit, bye bye...\n");
    }

    @Test
    void printsOneLineAndExitsWithOneForAWrongSetting() throws Exception {
        Process kefu = start(Map.of("KEFU_PORT", "http"));
        assertThat(kefu.errorReader().readAllLines())
                .containsExactly(
                        "kefu: KEFU_PORT (micronaut.server.port): 'http' can't be used: expected a whole number");
        assertThat(kefu.waitFor()).isEqualTo(1);
        assertThat(kefu.inputReader().readAllLines()).isEmpty();
    }

    @Test
    void writesEachLineOfItsLogAsJson() throws Exception {
        try (ProcessServer redis = ProcessServer.startStoring()) {
            redis.hang();
            Process kefu = start(Map.of(
                    "KEFU_PORT",
                    "0",
                    "REDIS_URI",
                    redis.address(),
                    "KEFU_REDIS_TIMEOUT",
                    "1s",
                    LogFormat.VARIABLE,
                    "json"));
            BufferedReader output = kefu.inputReader(StandardCharsets.UTF_8);
            JsonNode waiting = Api.json(nextLine(output));
            assertThat(text(waiting, "level")).isEqualTo("WARN");
            assertThat(text(waiting, "formattedMessage")).startsWith("Waiting up to 60 s");
            redis.resume();
            String last = "";
            while (!last.contains(StartUpReport.READY)) {
                last = text(Api.json(nextLine(output)), "formattedMessage");
            }
            kefu.toHandle().destroy();
            assertThat(output.lines().map(Api::json)).allMatch(line -> line.get("timestamp") != null);
        }
    }

    private static String text(JsonNode line, String field) {
        return Objects.requireNonNull(line.get(field)).getStringValue();
    }

    @Test
    void refusesAnUnknownFormatOfTheLog() throws Exception {
        Process kefu = start(Map.of(LogFormat.VARIABLE, "xml"));
        assertThat(kefu.errorReader().readAllLines()).containsExactly("kefu: KEFU_LOG_FORMAT: expected text or json");
        assertThat(kefu.waitFor()).isEqualTo(1);
    }

    @Test
    void refusesDataOfANewerVersion() throws Exception {
        try (ProcessServer redis = ProcessServer.startStoring();
                RedisClient client = RedisClient.create(redis.address());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().set(GlobalKeys.FORMAT, "99");
            Process kefu = start(Map.of("REDIS_URI", redis.address()));
            assertThat(kefu.errorReader().readAllLines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "kefu: The data in Redis have the format 99, but this version of kefu knows formats up to ");
            assertThat(kefu.waitFor()).isEqualTo(1);
            assertThat(connection.sync().keys("*")).contains(GlobalKeys.FORMAT).doesNotContain(GlobalKeys.DATA);
        }
    }

    @Test
    void refusesToMakeAnAotCacheWithoutAJar() throws Exception {
        Process kefu = start(Map.of(), "aot");
        assertThat(kefu.errorReader().readAllLines())
                .containsExactly("kefu: aot: start kefu from its jar: java -jar kefu.jar aot");
        assertThat(kefu.waitFor()).isEqualTo(1);
    }

    @Test
    void waitsForARedisThatHangsAndIsThenUnreachable() throws Exception {
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
    void endsOnSigtermWhileItWaitsForRedis() throws Exception {
        Process kefu = start(Map.of("REDIS_URI", "redis://127.0.0.1:" + closedPort()));
        assertThat(nextLine(kefu.inputReader(StandardCharsets.UTF_8))).contains("Waiting up to 60 s");
        kefu.toHandle().destroy();
        assertThat(kefu.waitFor(SECONDS_TO_END, SECONDS)).isTrue();
        assertThat(kefu.errorReader().readAllLines()).isEmpty();
    }

    @Test
    void rebuildsTheDataOfAStoppedDemo() throws Exception {
        Process kefu = start(Map.of("KEFU_PORT", "0", "MICRONAUT_ENVIRONMENTS", "demo"));
        assertThat(readReport(kefu)).anyMatch(line -> line.endsWith("kefu001 / password123"));
        Process rebuildOfUsedData = start(Map.of(), "rebuild");
        assertThat(rebuildOfUsedData.waitFor()).isEqualTo(1);
        kefu.toHandle().destroy();
        assertThat(kefu.waitFor(SECONDS_TO_END, SECONDS)).isTrue();

        Process rebuild = start(Map.of(), "rebuild");
        // If the rebuild is slow, it also logs that Redis accepts writes.
        assertThat(rebuild.inputReader().readAllLines())
                .last()
                .isEqualTo("1 conversations with 5 entries, 3 users: nothing differs");
        assertThat(rebuild.waitFor()).isZero();
        assertThat(rebuild.descendants()).isEmpty();
    }

    @Test
    void refusesToRebuildWhileANodeRuns() throws Exception {
        try (ProcessServer redis = ProcessServer.startStoring()) {
            Process kefu = start(Map.of("KEFU_PORT", "0", "REDIS_URI", redis.address()));
            readReport(kefu);
            RedisClient client = RedisClient.create(redis.address());
            try (StatefulRedisConnection<String, String> connection = client.connect()) {
                Deadline deadline = new Deadline(Duration.ofSeconds(30), "No node has the lease of the sweep");
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
