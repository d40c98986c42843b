package io.kefu.bootstrap.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kefu.redis.testing.ProcessServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings with which the service refuses to start, and the sentence that it prints for each. */
class StartUpRefusalIT {
    @TempDir
    private Path folder;

    @Test
    void refusesATakenPort() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            int port = other.getLocalPort();
            assertThat(refusal(Map.of("kefu.port", port)))
                    .isEqualTo("KEFU_PORT: can't listen on *:" + port
                            + " (Address already in use): expected a free port between 1 and 65535");
        }
    }

    @Test
    void refusesARedisThatDoesNotAnswer() throws IOException {
        int port = closedPort();
        assertThat(refusal(Map.of("redis.uri", "redis://user:secret@127.0.0.1:" + port, "kefu.redis.start-wait", "0s")))
                .isEqualTo("REDIS_URI: the Redis at redis://***@127.0.0.1:" + port
                        + " can't be used: it cannot be reached (waited for 0 s, see KEFU_REDIS_START_WAIT)");
    }

    @Test
    void refusesAClusterThatDoesNotAnswer() throws IOException {
        String addresses = "redis://127.0.0.1:" + closedPort() + ", redis://127.0.0.1:" + closedPort();
        assertThat(refusal(Map.of("redis.uris", addresses.replace(" ", ""), "kefu.redis.start-wait", "0s")))
                .isEqualTo("REDIS_URIS: the Redis at " + addresses
                        + " can't be used: it cannot be reached (waited for 0 s, see KEFU_REDIS_START_WAIT)");
    }

    @Test
    void refusesAMalformedAddress() {
        assertThat(refusal(Map.of("redis.uri", "redis://:secret@127.0.0.1/x")))
                .startsWith("REDIS_URI: what follows the host is not the number of a database");
    }

    @Test
    void refusesARedisThatEvicts() {
        try (ProcessServer redis =
                ProcessServer.startWith("--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru")) {
            assertThat(refusal(Map.of("redis.uri", redis.address())))
                    .startsWith("REDIS_URI: the Redis at " + redis.address())
                    .contains("maxmemory-policy allkeys-lru")
                    .endsWith("set its maxmemory-policy to noeviction");
        }
    }

    @Test
    void refusesADataFolderThatIsAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(refusal(Map.of("kefu.data-dir", file)))
                .isEqualTo("KEFU_DATA_DIR: the data folder " + file + " can't be used: " + file + " is not a folder");
    }

    @Test
    void refusesAnUnknownKindOfTracing() {
        assertThat(refusal(Map.of("kefu.tracing", "zipkin")))
                .isEqualTo("KEFU_TRACING: 'zipkin' is unknown: expected off or otlp");
    }

    @Test
    void refusesACommandWithoutDataInsteadOfWorkingWithAnEmptyRedis() {
        String[] settings = {"-kefu.data-dir=" + folder};
        try (RunningKefu kefu = new RunningKefu(RunningKefu.builderOf("backup", settings)
                .deduceEnvironment(false)
                .build())) {
            assertThat(StartUpFailure.of(catchThrowable(kefu::prepare)).sentence())
                    .isEqualTo("backup: neither REDIS_URI nor REDIS_URIS is set, and the data folder " + folder
                            + " has no data of an embedded Redis");
        }
        assertThat(folder).isEmptyDirectory();
    }

    private String refusal(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(
                Map.of("kefu.port", -1, "kefu.data-dir", folder, "kefu.admin.password", "not-of-interest"));
        all.putAll(settings);
        try (RunningKefu kefu = new RunningKefu(
                RunningKefu.builder().properties(all).deduceEnvironment(false).build())) {
            return StartUpFailure.of(catchThrowable(kefu::start)).sentence();
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
