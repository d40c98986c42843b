package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.Deadline;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits on slow, unfinished and too large uploads. */
class UploadBoundsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path data = Path.of("");

    private KefuNode node(Map<String, Object> settings) {
        Map<String, Object> all = new java.util.HashMap<>(settings);
        all.put("kefu.data-dir", data.toString());
        all.putIfAbsent("kefu.files.max-size", 300_000);
        return KefuNode.start(all);
    }

    private static Answer upload(Api api, String token) {
        return api.call("POST", "/api/files/upload")
                .as(token)
                .form(MultipartForm.file("a.txt", "text"))
                .send();
    }

    /** Sends the first bytes of a form. */
    private static Socket begin(KefuNode node, String token, byte[] form, int sent) throws IOException {
        Socket socket = new Socket("localhost", node.uri().getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String head = "POST /api/files/upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: " + new MultipartForm().type() + "\r\nContent-Length: " + form.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(form, 0, sent);
        socket.getOutputStream().flush();
        return socket;
    }

    private Socket begin(KefuNode node, String token, int unfinished) throws IOException {
        Socket socket = begin(
                node, token, MultipartForm.file("a.txt", "x".repeat(200_000)).bytes(), 150_000);
        awaitUnfinished(unfinished);
        return socket;
    }

    private void awaitUnfinished(int count) {
        Deadline.await(
                PATIENCE,
                count + " uploads are not under way",
                () -> FileListing.of(data.resolve("files/incoming")).size() == count);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.text("error.code")).isEqualTo(code);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void limitsConcurrentUploadsInTotalAndPerUser() throws Exception {
        try (KefuNode node = node(Map.of("kefu.files.uploads-at-once", 4))) {
            Api api = new Api(node.uri());
            TestAccounts staff = new TestAccounts(api);
            String one = staff.customer("customer1");
            String other = staff.customer("customer2");
            String third = staff.customer("customer3");
            try (Socket first = begin(node, one, 1);
                    Socket second = begin(node, one, 2)) {
                assertRefused(upload(api, one), 429, "RATE_LIMITED");
                try (Socket another = begin(node, other, 3);
                        Socket last = begin(node, other, 4)) {
                    assertRefused(upload(api, third), 503, "SERVICE_UNAVAILABLE");
                    assertThat(another.isConnected()).isTrue();
                    assertThat(last.isConnected()).isTrue();
                }
                awaitUnfinished(2);
                assertThat(upload(api, third).status()).isEqualTo(200);
                assertThat(upload(api, other).status()).isEqualTo(200);
                assertThat(first.isConnected()).isTrue();
                assertThat(second.isConnected()).isTrue();
            }
            awaitUnfinished(0);
            for (int i = 0; i < 5; i++) {
                assertThat(upload(api, one).status()).isEqualTo(200);
            }
        }
    }

    /** A field is kept in memory until the form ends, and the file may follow it. */
    @Test
    void takesAPermitBeforeReadingTheForm() throws Exception {
        try (KefuNode node = node(Map.of("kefu.files.uploads-at-once", 1))) {
            Api api = new Api(node.uri());
            TestAccounts staff = new TestAccounts(api);
            byte[] form = new MultipartForm().field("note", "x".repeat(200_000)).bytes();
            try (Socket field = begin(node, staff.customer("customer1"), form, 190_000)) {
                String other = staff.customer("customer2");
                Deadline.await(
                        PATIENCE,
                        "The upload takes no permit",
                        () -> upload(api, other).status() == 503);
                assertThat(field.isConnected()).isTrue();
            }
        }
    }

    @Test
    void endsAnUploadThatTakesTooLong() throws Exception {
        try (KefuNode node = node(Map.of("kefu.files.upload-time", "500ms"))) {
            Api api = new Api(node.uri());
            String customer = new TestAccounts(api).customer("customer1");
            try (Socket slow = begin(node, customer, 1)) {
                assertThat(new String(slow.getInputStream().readAllBytes(), UTF_8))
                        .doesNotContain("200 OK");
                awaitUnfinished(0);
            }
            assertThat(upload(api, customer).status()).isEqualTo(200);
        }
    }

    @Test
    void answersARefusedUploadAndEndsItsConnection() throws Exception {
        try (KefuNode node = node(Map.of("kefu.files.upload-time", "500ms"))) {
            Api api = new Api(node.uri());
            assertThat(answerToUnfinished(node, "none", 200_000)).contains("UNAUTHORIZED");
            assertThat(answerToUnfinished(node, new TestAccounts(api).customer("customer1"), 2_000_000))
                    .contains("PAYLOAD_TOO_LARGE");
        }
    }

    private static String answerToUnfinished(KefuNode node, String token, int size) throws IOException {
        byte[] form = MultipartForm.file("a.txt", "x".repeat(size)).bytes();
        try (Socket refused = begin(node, token, form, size / 2)) {
            return new String(refused.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** Parts other than the file are kept in memory: fields before and after the file, and other files. */
    @Test
    void limitsThePartsBesidesTheFile() {
        try (KefuNode node = node(Map.of("kefu.files.max-size", "50MB"))) {
            Api api = new Api(node.uri());
            String customer = new TestAccounts(api).customer("customer1");
            byte[] large = new byte[20_000_000];
            byte[] small = "text".getBytes(UTF_8);
            String file = "form-data; name=\"file\"; filename=\"a.txt\"";
            String other = "form-data; name=\"other\"; filename=\"b.txt\"";
            for (MultipartForm form : List.of(
                    new MultipartForm().part("form-data; name=\"note\"", large).part(file, small),
                    new MultipartForm()
                            .part("form-data; name=\"category\"", large)
                            .part(file, small),
                    new MultipartForm().part(other, large).part(file, small),
                    new MultipartForm().part(file, small).part("form-data; name=\"note\"", large),
                    new MultipartForm().part(file, small).part(other, large))) {
                Answer refused = form(api, customer, form);
                assertThat(refused.status()).as("%s", refused).isEqualTo(413);
                assertThat(refused.text("error.code")).isEqualTo("PAYLOAD_TOO_LARGE");
            }
            assertThat(FileListing.of(data.resolve("files/contents"))).isEmpty();
            awaitUnfinished(0);
            Answer taken =
                    form(api, customer, new MultipartForm().part(file, large).field("note", "x".repeat(500_000)));
            assertThat(taken.status()).as("%s", taken).isEqualTo(200);
        }
    }

    private static Answer form(Api api, String token, MultipartForm form) {
        return api.call("POST", "/api/files/upload").as(token).form(form).send();
    }

    /** A proxy may use the connection for other users. */
    @Test
    void answersTheNextRequestAfterARefusal() throws Exception {
        try (KefuNode node = node(Map.of("kefu.files.max-size", "5MB", "kefu.files.file-types", "image/png"))) {
            String customer = new TestAccounts(new Api(node.uri())).customer("customer1");
            byte[] form = MultipartForm.file("a.txt", "x".repeat(4_000_000)).bytes();
            try (Socket socket = begin(node, customer, form, form.length - 1)) {
                BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                assertThat(answers.readLine()).startsWith("HTTP/1.1 415 ");
                socket.getOutputStream().write(form, form.length - 1, 1);
                socket.getOutputStream()
                        .write("GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
                assertThat(answers.lines()).anyMatch(line -> line.contains("HTTP/1.1 200 "));
            }
        }
    }

    @Test
    void appliesTheLimitsToARouteWithATrailingSlash() throws Exception {
        try (KefuNode node = node(Map.of("kefu.files.uploads-at-once", 1))) {
            Api api = new Api(node.uri());
            TestAccounts staff = new TestAccounts(api);
            String customer = staff.customer("customer1");
            Answer taken = api.call("POST", "/api/files/upload/")
                    .as(customer)
                    .form(MultipartForm.file("a.txt", "x".repeat(200_000)))
                    .send();
            assertThat(taken.status()).as("%s", taken).isEqualTo(200);
            try (Socket first = begin(node, customer, 1)) {
                Answer refused = api.call("POST", "/api/files/upload/")
                        .as(staff.customer("customer2"))
                        .form(MultipartForm.file("a.txt", "text"))
                        .send();
                assertRefused(refused, 503, "SERVICE_UNAVAILABLE");
                assertThat(first.isConnected()).isTrue();
            }
        }
    }

    /** A connection that is closed with unread data is reset, and its response could be lost. */
    @Test
    void deliversTheResponseBeforeTheConnectionEnds() throws Exception {
        try (KefuNode node = node(Map.of())) {
            String customer = new TestAccounts(new Api(node.uri())).customer("customer1");
            byte[] form = MultipartForm.file("a.txt", "x".repeat(8_000_000)).bytes();
            for (String version : new String[] {"1.0", "1.1"}) {
                try (Socket socket = new Socket("localhost", node.uri().getPort())) {
                    socket.setSoTimeout((int) PATIENCE.toMillis());
                    String head = "POST /api/files/upload HTTP/" + version + "\r\nHost: x\r\nConnection: close\r\n"
                            + "Authorization: Bearer " + customer + "\r\nContent-Type: " + new MultipartForm().type()
                            + "\r\nContent-Length: " + form.length + "\r\n\r\n";
                    socket.getOutputStream().write(head.getBytes(UTF_8));
                    socket.getOutputStream().write(form);
                    assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                            .startsWith("HTTP/" + version + " 413");
                }
            }
        }
    }
}
