package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords;
import io.kefu.bootstrap.ChildJvm;
import io.kefu.bootstrap.KefuApplication;
import io.kefu.bootstrap.KefuNode;
import io.kefu.domain.file.FileId;
import io.kefu.filestore.testing.S3Mock;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code backup --contents} and {@code restore} as processes, as an operator does. */
class BackupContentsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PART = 48 * 1024;

    @TempDir
    private Path folder = Path.of("");

    /** The end of a command. */
    private record Result(int exitCode, List<String> output, String errors) {}

    @Test
    void movesFilesFromADiskToABucketAndToAnotherDisk() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String missing;
        byte[] thumbnail;
        try (ProcessServer redis = ProcessServer.startStoring();
                KefuNode node = node(redis, "data")) {
            Api api = new Api(node.uri());
            String admin = new TestAccounts(api).admin();
            for (byte[] content : List.of(text(1), text(PART), FilesFixture.gif(letters(200_000)))) {
                files.put(upload(api, admin, content), content);
            }
            missing = upload(api, admin, text(5));
            node.bean(FileContents.class).delete(new FileId(missing));
            thumbnail = thumbnail(api, admin, files);
            Result written = run("first", onDisk(redis, "data"), "backup", "--contents");
            assertThat(written.errors())
                    .isEqualTo("kefu: backup: left out: the content of the file " + missing + " is missing\n");
            assertThat(written.output().getLast()).endsWith(", 3 contents of files with " + bytes(files) + " bytes");
        }
        try (ProcessServer redis = ProcessServer.startStoring();
                S3Mock bucket = S3Mock.start()) {
            Map<String, String> inBucket = inBucket(redis, bucket);
            assertSucceeds("first", inBucket, "restore");
            // The record without a content is still there, so it is reported again.
            assertThat(run("second", inBucket, "backup", "--contents").exitCode())
                    .isZero();
        }
        try (ProcessServer redis = ProcessServer.startStoring()) {
            assertThat(assertSucceeds("second", Map.of(), "verify").getLast())
                    .endsWith(", 3 contents of files with " + bytes(files) + " bytes");
            assertSucceeds("second", onDisk(redis, "restored"), "restore");
            try (KefuNode node = node(redis, "restored")) {
                Api api = new Api(node.uri());
                String admin = new TestAccounts(api).admin();
                files.forEach((id, content) ->
                        assertThat(download(api, admin, "/api/files/" + id)).isEqualTo(content));
                assertThat(thumbnail(api, admin, files)).isEqualTo(thumbnail);
                assertThat(node.bean(FileRecords.class).find(new FileId(missing)))
                        .isPresent();
            }
        }
    }

    @Test
    void leavesOnlyTheUnfinishedFileIfItIsKilled() throws Exception {
        try (ProcessServer redis = ProcessServer.startStoring()) {
            try (KefuNode node = node(redis, "data")) {
                Api api = new Api(node.uri());
                String admin = new TestAccounts(api).admin();
                byte[] content = FilesFixture.gif(letters(8_000_000));
                for (int i = 0; i < 8; i++) {
                    upload(api, admin, content);
                }
            }
            Path unfinished = folder.resolve("kefu.backup.unfinished");
            Process backup = start("kefu.backup", onDisk(redis, "data"), "backup", "--contents");
            Deadline.await(PATIENCE, "No content is written", () -> size(unfinished) > 1_000_000);
            backup.destroyForcibly().waitFor();
            try (Stream<Path> found = Files.list(folder)) {
                assertThat(found.filter(Files::isRegularFile)).containsExactly(unfinished);
            }
        }
    }

    @Test
    void refusesOtherOptions() throws Exception {
        assertThat(run("file", Map.of(), "backup", "--content").errors())
                .isEqualTo("kefu: backup: unknown option '--content': java -jar kefu.jar backup FILE [--contents]\n");
        assertThat(run("file", Map.of(), "restore", "--contents").errors())
                .isEqualTo("kefu: restore: unknown option '--contents': java -jar kefu.jar restore FILE\n");
        assertThat(run("file", Map.of(), "verify", "other").errors())
                .isEqualTo("kefu: verify: expected one file, not 2: java -jar kefu.jar verify FILE\n");
    }

    private KefuNode node(ProcessServer redis, String data) {
        return KefuNode.start(Map.of("redis.uri", redis.address(), "kefu.data-dir", folder.resolve(data)));
    }

    private static byte[] text(int length) {
        return letters(length).getBytes(UTF_8);
    }

    private static String letters(int length) {
        return new Random(length)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String upload(Api api, String token, byte[] content) {
        Api.Answer answer = api.call("POST", "/api/files/upload")
                .as(token)
                .form(new MultipartForm().file("name", content))
                .send();
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.text("file_id");
    }

    private static byte[] download(Api api, String token, String path) {
        return api.call("GET", path).as(token).sendForBytes().body();
    }

    /** The thumbnail of the picture, which is the last file. */
    private static byte[] thumbnail(Api api, String token, Map<String, byte[]> files) {
        String picture = List.copyOf(files.keySet()).getLast();
        return download(api, token, "/api/files/" + picture + "?thumbnail=16");
    }

    private static long bytes(Map<String, byte[]> files) {
        return files.values().stream().mapToLong(content -> content.length).sum();
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> onDisk(ProcessServer redis, String data) {
        return Map.of(
                "REDIS_URI",
                redis.address(),
                "KEFU_DATA_DIR",
                folder.resolve(data).toString());
    }

    private Map<String, String> inBucket(ProcessServer redis, S3Mock bucket) {
        Map<String, String> settings = new HashMap<>(onDisk(redis, "unused"));
        settings.putAll(Map.of(
                "KEFU_FILES_S3_BUCKET",
                S3Mock.BUCKET,
                "KEFU_FILES_S3_ENDPOINT",
                bucket.endpoint().toString(),
                "KEFU_FILES_S3_ACCESS_KEY",
                "key",
                "KEFU_FILES_S3_SECRET_KEY",
                "secret"));
        return settings;
    }

    private List<String> assertSucceeds(String file, Map<String, String> settings, String command) throws Exception {
        Result result = run(file, settings, command);
        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        return result.output();
    }

    private Process start(String file, Map<String, String> settings, String command, String... options)
            throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("KEFU_PORT", "0"));
        environment.putAll(settings);
        String[] arguments = Stream.concat(
                        Stream.of(command, folder.resolve(file).toString()), Stream.of(options))
                .toArray(String[]::new);
        return ChildJvm.start(KefuApplication.class, environment, arguments);
    }

    /** Runs a command. It prints few errors, so they need not be read while it runs. */
    private Result run(String file, Map<String, String> settings, String command, String... options) throws Exception {
        Process process = start(file, settings, command, options);
        List<String> output = process.inputReader(UTF_8).lines().toList();
        String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output, errors);
    }
}
