package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.ChildJvm;
import io.kefu.bootstrap.KefuApplication;
import io.kefu.bootstrap.KefuNode;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.Ports;
import io.kefu.redis.testing.ProcessServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a node removes what crashes and deletions leave of files. */
class FileSweepIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data = Path.of("");

    private List<Path> files(String folder) {
        return FileListing.of(data.resolve("files").resolve(folder));
    }

    private static void await(BooleanSupplier condition) {
        Deadline.await(PATIENCE, "The expected state of the files is not reached", condition);
    }

    private KefuNode sweepingNode(ProcessServer redis, Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("kefu.data-dir", data.toString());
        settings.put("redis.uri", redis.address());
        settings.put("kefu.files.sweep-every", "1s");
        settings.put("kefu.files.upload-time", "1s");
        settings.putIfAbsent("kefu.files.orphan-after", "1s");
        return KefuNode.start(settings);
    }

    private static Api.Answer upload(Api api, String token) {
        return api.call("POST", "/api/files/upload")
                .as(token)
                .form(MultipartForm.file("a.txt", "text"))
                .send();
    }

    @Test
    void removesTheUploadOfAKilledNode() throws Exception {
        try (ProcessServer redis = ProcessServer.startStoring()) {
            int port = Ports.free(1).getFirst();
            Process killed = ChildJvm.start(
                    KefuApplication.class,
                    Map.of(
                            "KEFU_PORT", String.valueOf(port),
                            "KEFU_DATA_DIR", data.toString(),
                            "KEFU_ADMIN_PASSWORD", KefuNode.ADMIN_PASSWORD,
                            "REDIS_URI", redis.address()));
            try {
                Api api = new Api(URI.create("http://localhost:" + port));
                await(() -> isUp(api));
                String customer = new TestAccounts(api).customer("customer1");
                String whole = upload(api, customer).text("file_id");
                try (Socket socket = beginUpload(port, customer)) {
                    await(() -> !files("incoming").isEmpty());
                    assertThat(files("contents")).hasSize(1);
                    killed.destroyForcibly().waitFor();
                    assertThat(files("incoming")).hasSize(1);
                    assertThat(socket.isConnected()).isTrue();
                }
                try (KefuNode next = sweepingNode(redis, Map.of())) {
                    await(() -> files("incoming").isEmpty());
                    assertThat(new Api(next.uri())
                                    .get(customer, "/api/files/" + whole)
                                    .body())
                            .isEqualTo("text");
                }
            } finally {
                killed.destroyForcibly();
            }
        }
    }

    private static boolean isUp(Api api) {
        try {
            return api.get(null, "/api/health").status() == 200;
        } catch (java.io.UncheckedIOException e) {
            assertThat(e).hasCauseInstanceOf(ConnectException.class);
            return false;
        }
    }

    private static Socket beginUpload(int port, String token) throws IOException {
        Socket socket = new Socket("localhost", port);
        byte[] form = MultipartForm.file("a.txt", "x".repeat(500_000)).bytes();
        String head = "POST /api/files/upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: " + new MultipartForm().type() + "\r\nContent-Length: " + form.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(form, 0, 400_000);
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void removesContentsWithoutRecordAndRecordsWithoutContent() throws Exception {
        try (ProcessServer redis = ProcessServer.startStoring();
                KefuNode node = sweepingNode(redis, Map.of())) {
            Api api = new Api(node.uri());
            String customer = new TestAccounts(api).customer("customer1");
            String kept = upload(api, customer).text("file_id");
            String lost = upload(api, customer).text("file_id");
            await(() -> Files.exists(data.resolve("files/store-id")));
            Path content = place(kept);
            Path orphan =
                    content.resolveSibling(content.getFileName().toString().substring(0, 2) + "orphan0000000000000000");
            Files.copy(content, orphan);
            Files.delete(place(lost));
            await(() -> !Files.exists(orphan));
            await(() -> api.get(customer, "/api/files/" + lost + "/info").status() == 404);
            assertThat(api.get(customer, "/api/files/" + kept).body()).isEqualTo("text");
        }
    }

    @Test
    void nodeWithAFolderOfItsOwnRefusesUploads(@TempDir Path other) {
        try (ProcessServer redis = ProcessServer.startStoring();
                KefuNode node = sweepingNode(redis, Map.of())) {
            String customer = new TestAccounts(new Api(node.uri())).customer("customer1");
            await(() -> Files.exists(data.resolve("files/store-id")));
            try (KefuNode wrong = node.startBeside(Map.of("kefu.data-dir", other.toString()))) {
                Api.Answer refused = upload(new Api(wrong.uri()), customer);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.text("error.code")).isEqualTo("SERVICE_UNAVAILABLE");
            }
            assertThat(upload(new Api(node.uri()), customer).status()).isEqualTo(200);
        }
    }

    private Path place(String id) {
        String key = id.substring("file_".length());
        return data.resolve("files/contents").resolve(key.substring(0, 2)).resolve(key);
    }

    @Test
    void removesFilesAfterTheRetentionTime() throws Exception {
        try (ProcessServer redis = ProcessServer.startStoring();
                KefuNode node =
                        sweepingNode(redis, Map.of("kefu.files.retention", "2s", "kefu.files.orphan-after", "1h"))) {
            Api api = new Api(node.uri());
            String customer = new TestAccounts(api).customer("customer1");
            String old = upload(api, customer).text("file_id");
            await(() -> api.get(customer, "/api/files/" + old + "/info").status() == 404);
            await(() -> files("contents").isEmpty());
        }
    }
}
