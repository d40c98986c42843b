package io.kefu.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.user.port.UserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.bootstrap.ChildJvm;
import io.kefu.bootstrap.KefuApplication;
import io.kefu.bootstrap.KefuNode;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands {@code archive}, {@code retention} and {@code rebuild} as processes, and checks what they print. */
class MaintenanceCommandsIT {
    private static final int MESSAGES = 300;
    private static final String ANOTHER_STORE = "another store";

    private final ProcessServer redis = ProcessServer.startStoring();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void closeRedis() {
        redis.close();
    }

    /** What a command printed until it ended. */
    private record Result(int exitCode, List<String> output) {}

    @Test
    void archiveMovesOldMessages() throws Exception {
        writeOldMessages();
        Map<String, String> settings = Map.of("KEFU_ARCHIVE_AFTER", "1d");
        Result moved = run(settings, "archive");
        assertThat(moved.output())
                .singleElement()
                .asString()
                .matches("172 messages in 1 segments moved, \\d+ bytes; 0 unused segments deleted;"
                        + " 0 messages were in the archive before");
        assertThat(moved.exitCode()).isZero();

        onRedis(commands -> commands.set(GlobalKeys.FILE_STORE, ANOTHER_STORE));
        writeOldMessages();
        assertThat(run(settings, "archive"))
                .isEqualTo(new Result(
                        2,
                        List.of(
                                "nothing was moved: the content store and Redis have different store ids",
                                "0 messages in 0 segments moved, 0 bytes; 0 unused segments deleted;"
                                        + " 172 messages were in the archive before",
                                "300 messages are due but could not be moved")));
    }

    @Test
    void retentionCountsAndRemovesOldMessages() throws Exception {
        writeOldMessages();
        assertThat(run(Map.of(), "retention", "--apply"))
                .isEqualTo(new Result(2, List.of("nothing is removed: KEFU_RETENTION_MESSAGES is not set")));
        Map<String, String> settings = Map.of("KEFU_RETENTION_MESSAGES", "3d");
        Result counted = new Result(
                0, List.of("would be removed with --apply: 1 conversations, 300 messages, 0 files, 0 bytes"));
        assertThat(run(settings, "retention")).isEqualTo(counted);
        String storeId = onRedis(commands -> commands.setGet(GlobalKeys.FILE_STORE, ANOTHER_STORE));
        assertThat(run(settings, "retention", "--apply"))
                .isEqualTo(new Result(
                        2, List.of("nothing is removed: the content store and Redis have different store ids")));
        onRedis(commands -> commands.set(GlobalKeys.FILE_STORE, storeId));
        assertThat(run(settings, "retention", "--apply"))
                .isEqualTo(new Result(0, List.of("removed: 1 conversations, 300 messages, 0 files, 0 bytes")));
    }

    @Test
    void rebuildRepairsDifferences() throws Exception {
        writeOldMessages();
        String conversation =
                onRedis(commands -> commands.keys(RedisKeys.ALL_CONVERSATIONS)).getFirst();
        onRedis(commands -> commands.hset(conversation, "x", "7"));
        assertThat(run(Map.of(), "rebuild"))
                .isEqualTo(new Result(
                        2,
                        List.of(
                                conversation + " x: 7 instead of 300",
                                "1 conversations with 300 entries, 3 users: 1 differences")));
        assertThat(run(Map.of(), "rebuild"))
                .isEqualTo(new Result(0, List.of("1 conversations with 300 entries, 3 users: nothing differs")));
    }

    /** The background tasks of a node do not run in the process of a command. One of them creates the first admin. */
    @Test
    void commandsDoNotRunWhatANodeDoesInTheBackground() throws Exception {
        assertThat(run(Map.of(), "archive").exitCode()).isZero();
        assertThat(run(Map.of(), "retention").exitCode()).isEqualTo(2);
        assertThat(run(Map.of(), "rebuild").output())
                .containsExactly("0 conversations with 0 entries, 0 users: nothing differs");
    }

    /** Writes messages that are a week old, as a node does. */
    private void writeOldMessages() {
        try (KefuNode node =
                KefuNode.start(Map.of("redis.uri", redis.address(), "kefu.data-dir", folder.resolve("data")))) {
            UserId one = new UserId("kefu1");
            UserId two = new UserId("kefu2");
            List.of(one, two).forEach(id -> node.bean(UserStore.class).create(Users.kefu(id.value())));
            MessageLog log = node.bean(MessageLog.class);
            Instant aWeekAgo = Instant.now().minus(Duration.ofDays(7));
            for (int i = 0; i < MESSAGES; i++) {
                MessagePorts.await(log.append(Appends.at(Appends.pair(one, two, "text " + i), aWeekAgo)));
            }
        }
    }

    private Result run(Map<String, String> settings, String... command) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "REDIS_URI",
                redis.address(),
                "KEFU_DATA_DIR",
                folder.resolve("data").toString()));
        environment.putAll(settings);
        Process process = ChildJvm.start(KefuApplication.class, environment, command);
        List<String> output =
                process.inputReader(StandardCharsets.UTF_8).lines().toList();
        return new Result(process.waitFor(), output);
    }

    private <T> T onRedis(Function<RedisCommands<String, String>, T> work) {
        try (RedisClient client = RedisClient.create(redis.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return work.apply(connection.sync());
        }
    }
}
