package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.ArchiveConversations;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.bootstrap.ChildJvm;
import io.kefu.bootstrap.KefuApplication;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.kefu.redis.testing.RedisCluster;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands {@code backup}, {@code verify}, {@code restore} and {@code rebuild} as processes, as an operator does. */
class BackupCommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String MOVED = "moved-customer";
    private static final String ARCHIVED = "archived-customer";
    private static final int ANSWERS = 400;

    @TempDir
    Path folder;

    private ProcessServer redis;
    private Path file;

    @BeforeEach
    void startRedis() {
        redis = ProcessServer.startStoring();
        file = folder.resolve("kefu.backup");
    }

    @AfterEach
    void closeRedis() {
        redis.close();
    }

    /** The output of a command that has ended. */
    private record Result(int exitCode, List<String> output, List<String> errors) {
        void assertSucceeded() {
            assertThat(errors).isEmpty();
            assertThat(exitCode).isZero();
        }

        void assertFailed(String line) {
            assertThat(errors).containsExactly("kefu: " + line);
            assertThat(exitCode).isEqualTo(1);
        }
    }

    @Test
    void movesADeploymentThatIsInUseIntoACluster() throws Exception {
        String formerEpoch;
        long acknowledged;
        try (ChatNode node = new ChatNode(
                Map.of("redis.uri", redis.address(), "kefu.data-dir", data("data"), "kefu.archive.after", "1ms"))) {
            archive(node);
            TestUser kefu = node.kefu("moved-kefu", 5);
            TestUser customer = node.user(Role.CUSTOMER, MOVED, 0);
            CompletableFuture<Void> end = new CompletableFuture<>();
            try (ChatClient console = node.connect(kefu);
                    ChatClient page = node.connect(customer)) {
                RepeatingSender sender = new RepeatingSender(page, "support", "text ");
                CompletableFuture<Void> sending = sender.start(end);
                sender.awaitStarted();
                acknowledged = console.messages(10).size();
                run("backup", onServer()).assertSucceeded();
                end.complete(null);
                sending.join();
            }
            try (ChatClient page = node.open(customer)) {
                formerEpoch = text(page.await("connected"), "conversations.0.epoch");
            }
        }
        run("verify", Map.of()).assertSucceeded();
        RedisCluster.shared().flush();
        Result restored = run("restore", onCluster());
        restored.assertSucceeded();
        assertThat(restored.output().getLast()).matches("Restored 2 conversations with \\d+ entries, 5 users");
        Result rebuilt = run("rebuild", onCluster());
        rebuilt.assertSucceeded();
        assertThat(rebuilt.output().getLast()).endsWith("nothing differs");

        try (ChatNode node = new ChatNode(
                Map.of("redis.uris", RedisCluster.shared().addresses(), "kefu.data-dir", data("restored")))) {
            List<JsonNode> messages = readAll(node, MOVED, formerEpoch);
            assertThat(messages).hasSizeGreaterThanOrEqualTo((int) acknowledged);
            for (int i = 0; i < messages.size(); i++) {
                assertThat(number(messages.get(i), "seq")).isEqualTo(i + 1);
                assertThat(text(messages.get(i), "content")).isEqualTo("text " + (i + 1));
            }
            assertThat(readAll(node, ARCHIVED, "").stream().map(message -> text(message, "content")))
                    .startsWith("first question", "answer 1", "answer 2")
                    .contains("answer " + ANSWERS);
        }
    }

    /** Writes a conversation, and moves its older messages to the archive. */
    private static void archive(ChatNode node) {
        TestUser kefu = node.kefu("former-kefu", 5);
        TestUser customer = node.user(Role.CUSTOMER, ARCHIVED, 0);
        BulkSender sender = new BulkSender(node);
        sender.ask(customer, "first question");
        IntStream.rangeClosed(1, ANSWERS).forEach(i -> sender.answer(kefu, customer, "answer " + i));
        sender.finish();
        node.retire(kefu);
        assertThat(node.bean(ArchiveConversations.class).archive(1).failures()).isEmpty();
        ConversationId conversation = ConversationIds.ofCustomer(new UserId(ARCHIVED));
        Redis redis = node.bean(Redis.class);
        assertThat(redis.await(redis.commands().zcard(redis.keys().segments(conversation))))
                .isPositive();
    }

    /** Resumes a customer's conversation from its beginning, whose epoch is not the former one. */
    private static List<JsonNode> readAll(ChatNode node, String customer, String formerEpoch) {
        try (ChatClient page = node.openResuming(node.user(Role.CUSTOMER, customer, 0))) {
            JsonNode conversation = page.await("connected").get("conversations").get(0);
            assertThat(text(conversation, "epoch")).isNotEqualTo(formerEpoch);
            page.send("resume", Map.of("conversations", Map.of(text(conversation, "conversation_id"), 0)));
            return page.messages((int) number(conversation, "last_seq"));
        }
    }

    @Test
    void letsNoNodeStartAfterARestoreThatWasKilled() throws Exception {
        startNodeOnce();
        run("backup", onServer()).assertSucceeded();
        onRedis(RedisCommands::flushall);
        Process killed = start("restore", onServer());
        onRedis(commands ->
                Deadline.await(PATIENCE, "No restore has begun", () -> commands.exists(GlobalKeys.RESTORE) == 1));
        killed.destroyForcibly().waitFor();

        finish(ChildJvm.start(KefuApplication.class, environment(onServer())))
                .assertFailed("A restore into this Redis runs or was interrupted: wait for its end, or empty the Redis"
                        + " with FLUSHALL and restore again");
        run("restore", onServer())
                .assertFailed(
                        "restore: another restore into this Redis runs or was interrupted: if none runs, empty the"
                                + " Redis with FLUSHALL");
        onRedis(RedisCommands::flushall);
        run("restore", onServer()).assertSucceeded();
        startNodeOnce();
    }

    @Test
    void refusesADamagedFileAndARedisWithData() throws Exception {
        startNodeOnce();
        run("backup", onServer()).assertSucceeded();
        run("restore", onServer()).assertFailed("restore: this Redis is not empty: restore into an empty one");
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        run("verify", Map.of()).assertFailed("verify: " + file + " is damaged: its SHA-256 is not the one at its end");
        run("restore", onServer())
                .assertFailed("restore: " + file + " is damaged: its SHA-256 is not the one at its end");
    }

    /** The kill may come after the end of a backup of so few data. The file is then complete. */
    @Test
    void leavesNoIncompleteFileIfABackupIsKilled() throws Exception {
        startNodeOnce();
        Process backup = start("backup", onServer());
        Deadline.await(PATIENCE, "No backup has begun", () -> !files().isEmpty());
        backup.destroyForcibly().waitFor();
        if (Files.exists(file)) {
            run("verify", Map.of()).assertSucceeded();
        }
        run("backup", onServer()).assertSucceeded();
        run("verify", Map.of()).assertSucceeded();
        assertThat(files()).containsExactly(file);
    }

    @Test
    void explainsAWrongUse() throws Exception {
        finish(ChildJvm.start(KefuApplication.class, environment(Map.of()), "backup"))
                .assertFailed("backup: expected a file: java -jar kefu.jar backup FILE [--contents]");
        run("verify", Map.of()).assertFailed("verify: there is no file " + file);
        Result help = finish(ChildJvm.start(KefuApplication.class, environment(Map.of()), "help"));
        help.assertSucceeded();
        assertThat(help.output()).anyMatch(line -> line.contains("restore FILE"));
    }

    private void onRedis(Consumer<RedisCommands<String, String>> work) {
        try (RedisClient client = RedisClient.create(redis.uri());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            work.accept(connection.sync());
        }
    }

    private void startNodeOnce() {
        try (ChatNode node = new ChatNode(Map.of("redis.uri", redis.address()))) {
            node.customer();
            onRedis(commands ->
                    Deadline.await(PATIENCE, "The node does not sweep", () -> commands.exists(DeskKeys.SWEEPER) == 1));
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> onServer() {
        return Map.of("REDIS_URI", redis.address());
    }

    private Map<String, String> onCluster() {
        return Map.of(
                "REDIS_URIS",
                RedisCluster.shared().addresses(),
                "KEFU_REDIS_PARTITIONS",
                "7",
                "KEFU_DATA_DIR",
                data("restored"));
    }

    private String data(String name) {
        return folder.resolve(name).toString();
    }

    private Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of("KEFU_PORT", "0", "KEFU_DATA_DIR", data("data")));
        environment.putAll(settings);
        return environment;
    }

    private Process start(String command, Map<String, String> settings) throws Exception {
        return ChildJvm.start(KefuApplication.class, environment(settings), command, file.toString());
    }

    private Result run(String command, Map<String, String> settings) throws Exception {
        if (command.equals("rebuild")) {
            return finish(ChildJvm.start(KefuApplication.class, environment(settings), command));
        }
        return finish(start(command, settings));
    }

    private static Result finish(Process process) throws Exception {
        CompletableFuture<List<String>> errors = CompletableFuture.supplyAsync(
                () -> process.errorReader(StandardCharsets.UTF_8).lines().toList());
        List<String> output =
                process.inputReader(StandardCharsets.UTF_8).lines().toList();
        return new Result(process.waitFor(), output, errors.join());
    }
}
