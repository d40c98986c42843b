package io.kefu.bootstrap.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.bootstrap.ChildJvm;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {

    private static final int SECONDS_TO_END = 10;

    @TempDir
    Path folder;

    @Test
    void keepsItsDataOverARestart() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, AppendFsync.EVERYSEC)) {
            ask(redis.uri(), commands -> commands.set("greeting", "hello"));
        }
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, AppendFsync.EVERYSEC)) {
            assertThat(ask(redis.uri(), commands -> commands.get("greeting"))).isEqualTo("hello");
        }
    }

    @Test
    void endsTheProcessBeforeCloseReturns() {
        ProcessHandle process;
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, AppendFsync.EVERYSEC)) {
            process = processOf(redis.uri());
            assertThat(process.isAlive()).isTrue();
        }
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void configuresAppendfsync() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, AppendFsync.ALWAYS)) {
            assertThat(setting(redis.uri(), "appendonly")).isEqualTo("yes");
            assertThat(setting(redis.uri(), "appendfsync")).isEqualTo("always");
        }
    }

    @Test
    void refusesOtherUsersOfTheMachine() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, AppendFsync.EVERYSEC)) {
            URI withoutPassword = URI.create("redis://127.0.0.1:" + redis.uri().getPort());
            assertThatThrownBy(() -> ask(withoutPassword, RedisCommands::ping))
                    .isInstanceOf(RedisConnectionException.class)
                    .hasStackTraceContaining("NOAUTH");
            assertThat(setting(redis.uri(), "bind")).isEqualTo("127.0.0.1");

            String password = redis.uri().getUserInfo().substring(1);
            assertThat(ProcessHandle.current().descendants())
                    .isNotEmpty()
                    .noneMatch(
                            process -> process.info().commandLine().orElse("").contains(password));
            Path configuration = folder.resolve("redis/redis.conf");
            assertThat(configuration).content().contains(password);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(configuration)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("redis"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void endsWithAKilledJvmAndKeepsItsData() throws Exception {
        Process holder = ChildJvm.start(RedisHolder.class, Map.of(), folder.toString());
        URI uri = URI.create(holder.inputReader().readLine());
        ask(uri, commands -> commands.set("greeting", "hello"));
        ProcessHandle orphan = processOf(uri);

        holder.destroyForcibly();

        orphan.onExit().get(SECONDS_TO_END, SECONDS);
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, AppendFsync.EVERYSEC)) {
            assertThat(ask(redis.uri(), commands -> commands.get("greeting"))).isEqualTo("hello");
        }
    }

    @Test
    void startsRightAfterAKill() throws Exception {
        Process holder = ChildJvm.start(RedisHolder.class, Map.of(), folder.toString());
        URI uri = URI.create(holder.inputReader().readLine());
        ask(uri, commands -> commands.set("greeting", "hello"));

        holder.destroyForcibly().waitFor();

        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, AppendFsync.EVERYSEC)) {
            assertThat(ask(redis.uri(), commands -> commands.get("greeting"))).isEqualTo("hello");
        }
    }

    @Test
    void endsAnEarlierRedisWhoseGuardWasKilled() throws Exception {
        Process holder = ChildJvm.start(RedisHolder.class, Map.of(), folder.toString());
        URI uri = URI.create(holder.inputReader().readLine());
        ask(uri, commands -> commands.set("greeting", "hello"));
        ProcessHandle orphan = processOf(uri);

        holder.descendants().filter(process -> !process.equals(orphan)).forEach(ProcessHandle::destroyForcibly);
        holder.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, AppendFsync.EVERYSEC)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(ask(redis.uri(), commands -> commands.get("greeting"))).isEqualTo("hello");
        }
    }

    @Test
    void refusesAFolderThatAnotherProcessUses() throws Exception {
        Process holder = ChildJvm.start(RedisHolder.class, Map.of(), folder.toString());
        URI uri = URI.create(holder.inputReader().readLine());

        assertThatThrownBy(() -> EmbeddedRedis.start(folder, AppendFsync.EVERYSEC))
                .isInstanceOf(EmbeddedRedisException.class)
                .hasMessage(
                        "KEFU_DATA_DIR: the data folder %s is in use by another kefu (process %d):"
                                + " stop that one, or choose another folder",
                        folder.toRealPath(), holder.pid());

        assertThat(ask(uri, RedisCommands::ping)).isEqualTo("PONG");
        holder.outputWriter().close();
        assertThat(holder.waitFor(SECONDS_TO_END, SECONDS)).isTrue();
    }

    @Test
    void refusesAFileAsDataFolder() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> EmbeddedRedis.start(file, AppendFsync.EVERYSEC))
                .isInstanceOf(EmbeddedRedisException.class)
                .hasMessageStartingWith("KEFU_DATA_DIR: the data folder " + file + " can't be used: ");
    }

    @Test
    void reportsTheErrorOfRedisWhenItDoesNotStart() throws Exception {
        Files.createDirectories(folder.resolve("redis"));
        Files.writeString(folder.resolve("redis/appendonly.aof"), "not such a file\n");

        assertThatThrownBy(() -> EmbeddedRedis.start(folder, AppendFsync.EVERYSEC))
                .isInstanceOf(EmbeddedRedisException.class)
                .hasMessageContaining("Bad file format reading the append only file");
    }

    private static ProcessHandle processOf(URI uri) {
        String info = ask(uri, commands -> commands.info("server"));
        long pid = info.lines()
                .filter(line -> line.startsWith("process_id:"))
                .mapToLong(line -> Long.parseLong(line.substring("process_id:".length())))
                .findFirst()
                .orElseThrow();
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static String setting(URI uri, String name) {
        return ask(uri, commands -> commands.configGet(name).getOrDefault(name, "not set"));
    }

    private static String ask(URI uri, Function<RedisCommands<String, String>, String> question) {
        try (RedisClient client = RedisClient.create(uri.toString());
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        }
    }
}
