package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.file.StoreIds;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.command.ArchiveCommand;
import io.kefu.bootstrap.startup.StartUpFailure;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the archive makes room in a Redis whose memory is full, without any help, so that messages can be sent again. */
class FullRedisIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MESSAGES = 400;
    private static final String MESSAGE =
            "{\"to_user_id\": \"kefu2\", \"content\": \"%s\"}".formatted("x".repeat(4_000));

    /** Memory that is used beyond the limit: less than what the archive frees, and more than what varies by itself. */
    private static final long EXCESS = 300_000;

    @TempDir
    private Path folder;

    private ProcessServer redis;
    private RedisClient client;
    private RedisCommands<String, String> commands;

    @BeforeEach
    void start() {
        redis = ProcessServer.startStoring();
        client = RedisClient.create(redis.uri());
        commands = client.connect().sync();
    }

    @AfterEach
    void stop() {
        client.shutdown();
        redis.close();
    }

    @Test
    void runningNodeMakesRoom() {
        try (KefuNode node = startNode()) {
            Api api = new Api(node.uri());
            String kefu = fill(api);
            fillMemory();
            awaitSend(api, kefu);
        }
    }

    @Test
    void nodeThatStartsMakesRoom() {
        String kefu;
        try (KefuNode node = startNode()) {
            kefu = fill(new Api(node.uri()));
        }
        fillMemory();
        try (KefuNode node = startNode()) {
            awaitSend(new Api(node.uri()), kefu);
        }
    }

    /** Redis was restarted, so that the command also stores that data may have been lost. */
    @Test
    void commandMakesRoom() {
        try (KefuNode node = startNode()) {
            fill(new Api(node.uri()));
        }
        redis.kill();
        redis.restart();
        fillMemory();

        assertThat(ArchiveCommand.run(new String[] {"-redis.uri=" + redis.address(), "-kefu.data-dir=" + folder}))
                .isZero();

        assertThat(usedMemory()).isLessThan(maxMemory());
    }

    @Test
    void nodeDoesNotBeginInAFullRedisWithoutData() {
        commands.configSet("maxmemory", "1");
        assertThat(StartUpFailure.of(catchThrowable(
                                () -> startNode("kefu.redis.start-wait", "0s").close()))
                        .sentence())
                .contains("its memory is full (OOM): raise maxmemory");
    }

    private KefuNode startNode(String... settings) {
        Map<String, Object> all = new HashMap<>(Map.of("redis.uri", redis.address(), "kefu.data-dir", folder));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        KefuNode node = KefuNode.start(all);
        // The first sweep of a node that runs for some time does this.
        assertThat(StoreIds.match(
                        node.bean(FileContents.class), node.bean(FileRecords.class), node.bean(Secrets.class)))
                .isTrue();
        return node;
    }

    /** Sends messages to a colleague. Returns the access token of the sender. */
    private static String fill(Api api) {
        TestAccounts staff = new TestAccounts(api);
        String kefu = staff.kefu("kefu1");
        staff.kefu("kefu2");
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(api.post(kefu, "/api/messages/send", MESSAGE).status()).isEqualTo(200);
        }
        return kefu;
    }

    private void fillMemory() {
        commands.configSet("maxmemory", Long.toString(usedMemory() - EXCESS));
    }

    private long usedMemory() {
        return info("used_memory");
    }

    private long maxMemory() {
        return info("maxmemory");
    }

    private long info(String field) {
        return commands.info("memory")
                .lines()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.substring(field.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitSend(Api api, String token) {
        Deadline.await(
                PATIENCE,
                "Messages cannot be sent again",
                () -> api.post(token, "/api/messages/send", MESSAGE).status() == 200);
    }
}
