package io.kefu.bootstrap.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.bootstrap.ChildJvm;
import io.kefu.redis.testing.RedisBinary;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {

    private static final int SECONDS_TO_END = 10;

    @TempDir
    Path folder;

    @Test
    void keepsItsDataOverARestart() {
        try (EmbeddedRedis redis = start(folder)) {
            ask(redis.uri(), commands -> commands.set("greeting", "hello"));
        }
        try (EmbeddedRedis redis = start(folder)) {
            assertThat(ask(redis.uri(), commands -> commands.get("greeting"))).isEqualTo("hello");
        }
    }

    @Test
    void endsTheProcessBeforeCloseReturns() {
        ProcessHandle process;
        try (EmbeddedRedis redis = start(folder)) {
            process = processOf(redis.uri());
            assertThat(process.isAlive()).isTrue();
        }
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void configuresAppendfsync() {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, RedisProgram.bundled(), AppendFsync.ALWAYS)) {
            assertThat(setting(redis.uri(), "appendonly")).isEqualTo("yes");
            assertThat(setting(redis.uri(), "appendfsync")).isEqualTo("always");
        }
    }

    @Test
    void listensOnASocketThatOnlyItsOwnerCanOpen() throws Exception {
        try (EmbeddedRedis redis = start(folder)) {
            assertThat(redis.uri()).hasScheme("redis-socket");
            assertThat(setting(redis.uri(), "port")).isEqualTo("0");
            assertThat(permissions("redis/redis.sock")).isEqualTo("rwx------");
            assertThat(permissions("redis")).isEqualTo("rwx------");
        }
    }

    @Test
    void listensOnALoopbackPortWithAPasswordIfThePathOfTheSocketIsTooLong() throws Exception {
        folder = folder.resolve("x".repeat(110));
        try (EmbeddedRedis redis = start(folder)) {
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
            assertThat(folder.resolve("redis/redis.conf")).content().contains(password);
            assertThat(permissions("redis/redis.conf")).isEqualTo("rw-------");
        }
    }

    @Test
    void readsTheDataOfRedis6() throws Exception {
        Path redisFolder = Files.createDirectories(folder.resolve("redis"));
        try (InputStream old = getClass().getResourceAsStream("redis-6.2.aof")) {
            Files.copy(Objects.requireNonNull(old), redisFolder.resolve("appendonly.aof"));
        }
        RedisProgram newer = newerProgram();
        for (RedisProgram program : List.of(RedisProgram.bundled(), newer, newer)) {
            try (EmbeddedRedis redis = EmbeddedRedis.start(folder, program, AppendFsync.EVERYSEC)) {
                assertThat(ask(redis.uri(), commands -> commands.get("greeting")))
                        .isEqualTo("hello");
                assertThat(ask(redis.uri(), commands -> commands.hget("user", "name")))
                        .isEqualTo("李四");
                assertThat(ask(redis.uri(), commands -> String.join(" ", commands.zrange("queue", 0, -1))))
                        .isEqualTo("a b");
                assertThat(ask(redis.uri(), commands -> String.valueOf(commands.xlen("log"))))
                        .isEqualTo("4");
            }
        }
        // The included program would start without the data.
        assertThatThrownBy(() -> start(folder))
                .isInstanceOf(EmbeddedRedisException.class)
                .hasMessageContaining("the data were written by Redis 7 or newer");
    }

    @Test
    void runsTheProgramOfTheMachineIfItIsSet() throws Exception {
        try (EmbeddedRedis redis = EmbeddedRedis.start(folder, newerProgram(), AppendFsync.EVERYSEC)) {
            assertThat(processOf(redis.uri()).info().command())
                    .hasValue(folder.toRealPath().resolve("redis/redis-server").toString());
        }
    }

    @Test
    void refusesAProgramThatIsTooOld() throws Exception {
        Path program = Files.writeString(folder.resolve("old"), "#!/bin/sh\necho Redis server v=6.2.11 bits=64\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

        assertThatThrownBy(() -> EmbeddedRedis.start(folder, RedisProgram.installedAt(program), AppendFsync.EVERYSEC))
                .isInstanceOf(EmbeddedRedisException.class)
                .hasMessage("KEFU_EMBEDDED_REDIS_PROGRAM: %s is not a redis-server of version 7 or newer", program);
    }

    @Test
    void endsWithAKilledJvmAndKeepsItsData() throws Exception {
        Process holder = ChildJvm.start(RedisHolder.class, Map.of(), folder.toString());
        URI uri = URI.create(holder.inputReader().readLine());
        ask(uri, commands -> commands.set("greeting", "hello"));
        ProcessHandle orphan = processOf(uri);

        holder.destroyForcibly();

        orphan.onExit().get(SECONDS_TO_END, SECONDS);
        try (EmbeddedRedis redis = start(folder)) {
            assertThat(ask(redis.uri(), commands -> commands.get("greeting"))).isEqualTo("hello");
        }
    }

    @Test
    void startsRightAfterAKill() throws Exception {
        Process holder = ChildJvm.start(RedisHolder.class, Map.of(), folder.toString());
        URI uri = URI.create(holder.inputReader().readLine());
        ask(uri, commands -> commands.set("greeting", "hello"));

        holder.destroyForcibly().waitFor();

        try (EmbeddedRedis redis = start(folder)) {
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

        try (EmbeddedRedis redis = start(folder)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(ask(redis.uri(), commands -> commands.get("greeting"))).isEqualTo("hello");
        }
    }

    @Test
    void refusesAFolderThatAnotherProcessUses() throws Exception {
        Process holder = ChildJvm.start(RedisHolder.class, Map.of(), folder.toString());
        URI uri = URI.create(holder.inputReader().readLine());

        assertThatThrownBy(() -> start(folder))
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

        assertThatThrownBy(() -> start(file))
                .isInstanceOf(EmbeddedRedisException.class)
                .hasMessageStartingWith("KEFU_DATA_DIR: the data folder " + file + " can't be used: ");
    }

    @Test
    void reportsTheErrorOfRedisWhenItDoesNotStart() throws Exception {
        Files.createDirectories(folder.resolve("redis"));
        Files.writeString(folder.resolve("redis/appendonly.aof"), "not such a file\n");

        assertThatThrownBy(() -> start(folder))
                .isInstanceOf(EmbeddedRedisException.class)
                .hasMessageContaining("Bad file format reading the append only file");
    }

    private static RedisProgram newerProgram() throws IOException {
        return RedisProgram.installedAt(RedisBinary.path(Files.createTempDirectory("installed")));
    }

    private static EmbeddedRedis start(Path folder) {
        return EmbeddedRedis.start(folder, RedisProgram.bundled(), AppendFsync.EVERYSEC);
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
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
