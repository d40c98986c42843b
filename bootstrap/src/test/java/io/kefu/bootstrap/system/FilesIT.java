package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as people send them to each other, and as those send them who mean no good. */
@AlsoOnCluster
class FilesIT {
    private static final int LIMIT = 200_000;
    private static final byte[] GIF = gif("");

    @TempDir
    private static Path data = Path.of("");

    private static KefuNode node;
    private static Api api;
    private static String customer;
    private static String stranger;
    private static String kefu;
    private static String colleague;
    private static String admin;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of("kefu.data-dir", data.toString(), "kefu.files.max-size", LIMIT));
        api = new Api(node.uri());
        Staff staff = new Staff(api);
        admin = staff.admin();
        kefu = staff.kefu("kefu001");
        customer = staff.customer("user123");
        stranger = staff.customer("stranger");
        api.post(customer, "/api/sessions", "{\"user_id\": \"user123\"}");
        colleague = staff.kefu("kefu002");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** A picture of one pixel, and whatever follows it. */
    private static byte[] gif(String tail) {
        byte[] pixel = {
            'G',
            'I',
            'F',
            '8',
            '9',
            'a',
            1,
            0,
            1,
            0,
            (byte) 0x80,
            0,
            0,
            0,
            0,
            0,
            (byte) 255,
            (byte) 255,
            (byte) 255,
            ',',
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            2,
            2,
            'D',
            1,
            0,
            ';'
        };
        byte[] whole = Arrays.copyOf(pixel, pixel.length + tail.length());
        System.arraycopy(tail.getBytes(UTF_8), 0, whole, pixel.length, tail.length());
        return whole;
    }

    private static Answer upload(@Nullable String token, Form form) {
        return api.call("POST", "/api/files/upload").as(token).form(form).send();
    }

    private static String stored(String token, String name, byte[] content) {
        Answer answer = upload(token, new Form().file(name, content));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.text("file_id");
    }

    private static HttpResponse<byte[]> download(@Nullable String token, String path, String... headers) {
        Api.Call call = api.call("GET", path).as(token);
        for (int i = 0; i < headers.length; i += 2) {
            call.header(headers[i], headers[i + 1]);
        }
        return call.sendForBytes();
    }

    private static @Nullable String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static int status(@Nullable String token, String id) {
        return api.get(token, "/api/files/" + id + "/info").status();
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.text("error.code")).isEqualTo(code);
    }

    private static List<Path> filesOnDisk() {
        return FilesBelow.of(data.resolve("files")).stream()
                .filter(file -> !file.endsWith("mark"))
                .toList();
    }

    @Test
    void theSeedsExamplesWork() {
        Answer uploaded = upload(customer, new Form().file("example.gif", GIF).field("category", "image"));
        assertThat(uploaded.status()).isEqualTo(200);
        assertThat(Shape.faults("""
                {"file_id": "/file_.+/", "url": "%s", "filename": "example.gif", "size": %d, "mime_type": "image/gif"}""".formatted("/api/files/" + uploaded.text("file_id"), GIF.length), uploaded.json()))
                .isEmpty();
        Answer info = api.get(customer, uploaded.text("url") + "/info");
        assertThat(Shape.faults("""
                {"file_id": "%s", "filename": "example.gif", "size": %d, "mime_type": "image/gif",
                 "upload_time": "<time>", "uploader_id": "user123"}""".formatted(uploaded.text("file_id"), GIF.length), info.json()))
                .isEmpty();
        HttpResponse<byte[]> content = download(customer, uploaded.text("url"));
        assertThat(content.statusCode()).isEqualTo(200);
        assertThat(content.body()).isEqualTo(GIF);
    }

    @Test
    void aMessageLetsTheConversationReadTheFileUntilItIsRecalled() {
        String id = stored(customer, "a.gif", GIF);
        assertThat(status(kefu, id)).isEqualTo(404);
        assertRefused(send(stranger, "support", id), 404, "FILE_NOT_FOUND");
        Answer sent = send(customer, "support", "/api/files/" + id);
        assertThat(sent.status()).as("%s", sent).isEqualTo(200);
        assertThat(status(kefu, id)).isEqualTo(200);
        assertThat(status(stranger, id)).isEqualTo(404);
        assertThat(status(colleague, id)).isEqualTo(404);
        assertThat(status(admin, id)).isEqualTo(200);
        assertThat(send(kefu, "kefu002", id).status()).isEqualTo(200);
        assertThat(status(colleague, id)).isEqualTo(200);
        assertThat(api.post(customer, "/api/messages/" + sent.text("message_id") + "/recall", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(status(kefu, id)).as("named by the kefu's own message").isEqualTo(200);
        assertThat(status(customer, id)).isEqualTo(200);
    }

    @Test
    void whatWasRecalledNobodyReadsWhoWasNotItsUploader() {
        String id = stored(customer, "a.gif", GIF);
        Answer sent = send(customer, "support", id);
        assertThat(status(kefu, id)).isEqualTo(200);
        api.post(customer, "/api/messages/" + sent.text("message_id") + "/recall", "{}");
        assertThat(status(kefu, id)).isEqualTo(404);
        assertThat(status(customer, id)).isEqualTo(200);
    }

    @Test
    void onASocketWordsDoNotOvertakeAPicture() throws Exception {
        String id = stored(customer, "a.gif", GIF);
        BlockingQueue<JsonNode> acks = new LinkedBlockingQueue<>();
        WebSocket socket = Api.CLIENT
                .newWebSocketBuilder()
                .subprotocols("kefu.v1", "bearer." + customer)
                .buildAsync(URI.create("ws://localhost:" + node.uri().getPort() + "/ws/user123"), new Acks(acks))
                .get(10, TimeUnit.SECONDS);
        for (int i = 1; i <= 30; i++) {
            String draft =
                    i % 3 == 0 ? "\"content\": \"" + id + "\", \"msg_type\": \"image\"" : "\"content\": \"words\"";
            socket.sendText(
                            "{\"type\": \"message\", \"id\": %d, \"data\": {\"to_user_id\": \"support\", %s}}"
                                    .formatted(i, draft),
                            true)
                    .get(10, TimeUnit.SECONDS);
        }
        long last = 0;
        for (int i = 1; i <= 30; i++) {
            JsonNode ack = Objects.requireNonNull(acks.poll(10, TimeUnit.SECONDS));
            assertThat(Objects.requireNonNull(ack.get("id")).getIntValue()).isEqualTo(i);
            long seq = Objects.requireNonNull(
                            Objects.requireNonNull(ack.get("data")).get("seq"))
                    .getLongValue();
            assertThat(seq).isGreaterThan(last);
            last = seq;
        }
        socket.abort();
    }

    /** Hears the answers of messages. */
    private record Acks(BlockingQueue<JsonNode> heard) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            JsonNode frame = Api.json(text.toString());
            if (frame.get("id") != null) {
                heard.add(frame);
            }
            socket.request(1);
            return null;
        }
    }

    private static Answer send(String token, String to, String file) {
        return api.post(
                token,
                "/api/messages/send",
                "{\"to_user_id\": \"%s\", \"content\": \"%s\", \"msg_type\": \"image\"}".formatted(to, file));
    }

    @Test
    void aLinkNeedsNoLoginAndHoldsForItsFileAlone() {
        String id = stored(customer, "a.gif", GIF);
        String other = stored(customer, "b.gif", GIF);
        String url = api.post(customer, "/api/files/" + id + "/link", "{}").text("url");
        assertThat(download(null, url).body()).isEqualTo(GIF);
        assertThat(download(stranger, url).statusCode()).isEqualTo(200);
        assertThat(download(null, url + "&thumbnail=16").statusCode()).isEqualTo(200);
        for (String wrong : List.of(
                url.replace(id, other),
                url.replaceFirst("expires=\\d", "expires=9"),
                url.replaceFirst("expires=", "expires=0"),
                url.substring(0, url.length() - 1),
                url + "A",
                url.replaceFirst("&signature=.*", "&signature="),
                url.replaceFirst("expires=\\d+&", ""),
                url.replace(id, "file_0123456789abcdef01234567"))) {
            assertRefused(api.get(null, wrong), 403, "FORBIDDEN");
            assertRefused(api.get(customer, wrong), 403, "FORBIDDEN");
        }
        assertThat(api.call("DELETE", "/api/files/" + id).as(customer).send().status())
                .isEqualTo(200);
        assertRefused(api.get(null, url), 404, "FILE_NOT_FOUND");
    }

    @Test
    void aDeletedFileIsGone() {
        int before = filesOnDisk().size();
        String id = stored(customer, "a.gif", GIF);
        send(customer, "support", id);
        assertThat(filesOnDisk()).hasSize(before + 1);
        assertRefused(api.call("DELETE", "/api/files/" + id).as(kefu).send(), 403, "FORBIDDEN");
        assertThat(api.call("DELETE", "/api/files/" + id).as(customer).send().body())
                .isEqualTo("{\"success\":true}");
        assertThat(status(customer, id)).isEqualTo(404);
        assertThat(filesOnDisk()).hasSize(before);
    }

    @Test
    void partsAndKnownContentsAreServed() {
        String path = "/api/files/" + stored(customer, "digits.txt", "0123456789".getBytes(UTF_8));
        assertPart(path, "bytes=2-4", "234", "bytes 2-4/10");
        assertPart(path, "bytes=7-", "789", "bytes 7-9/10");
        assertPart(path, "bytes=-3", "789", "bytes 7-9/10");
        assertPart(path, "bytes=-30", "0123456789", "bytes 0-9/10");
        assertPart(path, "bytes=5-500", "56789", "bytes 5-9/10");
        for (String whole : List.of("bytes=1-2,4-5", "bytes=4-2", "bytes=x-1", "lines=1-2", "bytes=-")) {
            HttpResponse<byte[]> answer = download(customer, path, "Range", whole);
            assertThat(answer.statusCode()).as(whole).isEqualTo(200);
            assertThat(answer.body()).asString(UTF_8).isEqualTo("0123456789");
        }
        for (String nowhere : List.of("bytes=10-", "bytes=99-100", "bytes=-0")) {
            HttpResponse<byte[]> answer = download(customer, path, "Range", nowhere);
            assertThat(answer.statusCode()).as(nowhere).isEqualTo(416);
            assertThat(header(answer, "Content-Range")).isEqualTo("bytes */10");
            assertThat(answer.body()).asString(UTF_8).contains("INVALID_PARAMETER");
        }
        String tag = String.valueOf(header(download(customer, path), "ETag"));
        HttpResponse<byte[]> known = download(customer, path, "If-None-Match", "\"x\", W/" + tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(download(customer, path, "If-None-Match", "\"x\"").statusCode())
                .isEqualTo(200);
        assertThat(download(customer, path, "Range", "bytes=0-0", "If-Range", tag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(download(customer, path, "Range", "bytes=0-0", "If-Range", "\"x\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theHeadAloneIsServed() {
        String path = "/api/files/" + stored(customer, "a.gif", GIF);
        HttpResponse<byte[]> head = api.call("HEAD", path).as(customer).sendForBytes();
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(GIF.length));
        assertThat(header(head, "Content-Type")).isEqualTo("image/gif");
        assertThat(head.body()).isEmpty();
        assertThat(api.call("HEAD", path).as(stranger).sendForBytes().statusCode())
                .isEqualTo(404);
    }

    private static void assertPart(String path, String range, String content, String contentRange) {
        HttpResponse<byte[]> answer = download(customer, path, "Range", range, "Accept-Encoding", "gzip");
        assertThat(answer.statusCode()).as(range).isEqualTo(206);
        assertThat(answer.body()).asString(UTF_8).isEqualTo(content);
        assertThat(header(answer, "Content-Range")).isEqualTo(contentRange);
        assertThat(header(answer, "Content-Length")).isEqualTo(String.valueOf(content.length()));
    }

    @Test
    void whatABrowserCouldRunItMayOnlySave() {
        Map<String, byte[]> hostile = Map.of(
                "page.png", "<!DOCTYPE html><html><script>alert(1)</script></html>".getBytes(UTF_8),
                "image.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".getBytes(UTF_8),
                "script.jpg", "#!/bin/sh\nrm -rf /\n".getBytes(UTF_8),
                "noise.png", random(1_000),
                "report.pdf.exe", "MZ\u0000\u0000This program cannot be run in DOS mode".getBytes(UTF_8));
        hostile.forEach((name, content) -> {
            HttpResponse<byte[]> answer = download(customer, "/api/files/" + stored(customer, name, content));
            assertThat(header(answer, "Content-Disposition")).as(name).startsWith("attachment;");
            assertThat(header(answer, "Content-Type"))
                    .as(name)
                    .doesNotStartWith("image/png")
                    .doesNotStartWith("image/jpeg");
            assertIsHarmless(answer);
            assertRefused(
                    upload(customer, new Form().file(name, content).field("category", "image")),
                    415,
                    "UNSUPPORTED_MEDIA_TYPE");
        });
        HttpResponse<byte[]> both =
                download(customer, "/api/files/" + stored(customer, "both.html", gif("<script>alert(1)</script>")));
        assertThat(header(both, "Content-Type")).isEqualTo("image/gif");
        assertThat(header(both, "Content-Disposition")).startsWith("inline;");
        assertIsHarmless(both);
    }

    private static void assertIsHarmless(HttpResponse<?> answer) {
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy")).contains("sandbox", "default-src 'none'");
    }

    @Test
    void namesAreCleanAndKeepTheirScript() {
        assertThat(nameOf("客服 报告.pdf")).isEqualTo("客服 报告.pdf");
        assertThat(nameOf("../../etc/passwd")).isEqualTo("passwd");
        assertThat(nameOf("..\\\\..\\\\boot.ini")).isEqualTo("boot.ini");
        assertThat(nameOf("a\u202egpj.exe")).isEqualTo("agpj.exe");
        assertThat(nameOf("...")).isEqualTo("file");
        assertThat(nameOf("x".repeat(400) + ".pdf")).hasSize(255).endsWith("x.pdf");
        HttpResponse<byte[]> answer = download(customer, "/api/files/" + stored(customer, "中文 a.txt", GIF));
        assertThat(header(answer, "Content-Disposition"))
                .isEqualTo("inline; filename=\"__ a.txt\"; filename*=UTF-8''%E4%B8%AD%E6%96%87%20a.txt");
    }

    private static String nameOf(String given) {
        return upload(customer, new Form().file(given, GIF)).text("filename");
    }

    @Test
    void brokenFormsLeaveNothing() throws IOException {
        int before = filesOnDisk().size();
        assertRefused(upload(customer, new Form().file("a", new byte[0])), 400, "INVALID_PARAMETER");
        assertRefused(upload(customer, new Form().field("category", "image")), 400, "INVALID_PARAMETER");
        assertRefused(upload(customer, new Form().field("file", "text")), 400, "INVALID_PARAMETER");
        assertRefused(upload(customer, new Form().file("a", GIF).field("category", "none")), 400, "INVALID_PARAMETER");
        assertRefused(
                upload(customer, new Form().file("a", GIF).field("category", "x".repeat(100_000))),
                400,
                "INVALID_PARAMETER");
        assertRefused(upload(customer, new Form().file("a", random(LIMIT + 1))), 413, "PAYLOAD_TOO_LARGE");
        assertRefused(upload(customer, new Form().file("a", random(5_000_000))), 413, "PAYLOAD_TOO_LARGE");
        assertThat(raw(new Form().file("a", random(100_000)).bytes(), 50_000, true))
                .startsWith("HTTP/1.1 400");
        assertThat(raw(new Form().file("a", random(100_000)).bytes(), 50_000, false))
                .isEmpty();
        awaitFilesOnDisk(before);
        assertThat(stored(customer, "a", random(LIMIT))).isNotEmpty();
    }

    /** Sends only the form's beginning, and says so or says that there is more; then ends what it sends. */
    private static String raw(byte[] form, int sent, boolean saysSo) throws IOException {
        try (Socket socket = new Socket("localhost", node.uri().getPort())) {
            socket.setSoTimeout(10_000);
            String head = "POST /api/files/upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                    + customer + "\r\nContent-Type: " + new Form().type() + "\r\nContent-Length: "
                    + (saysSo ? sent : form.length) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(form, 0, sent);
            socket.getOutputStream().flush();
            if (!saysSo) {
                return "";
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void awaitFilesOnDisk(int count) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (filesOnDisk().size() != count) {
            assertThat(Instant.now()).as("%s", filesOnDisk()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void thumbnailsAreSmallAndBombsDoNotGoOff() {
        String path = "/api/files/" + stored(customer, "a.gif", GIF);
        HttpResponse<byte[]> small = download(customer, path + "?thumbnail=320");
        assertThat(small.statusCode()).isEqualTo(200);
        assertThat(header(small, "Content-Type")).isIn("image/png", "image/jpeg");
        String tag = String.valueOf(header(small, "ETag"));
        assertThat(download(customer, path + "?thumbnail=320", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertRefused(api.get(customer, path + "?thumbnail=0"), 400, "INVALID_PARAMETER");
        assertRefused(api.get(customer, path + "?thumbnail=x"), 400, "INVALID_PARAMETER");
        byte[] bomb = GIF.clone();
        // A picture that says it has 65,535 times 65,535 pixels.
        for (int i : new int[] {6, 7, 8, 9, 24, 25, 26, 27}) {
            bomb[i] = (byte) 0xff;
        }
        String bombs = "/api/files/" + stored(customer, "bomb.gif", bomb);
        assertRefused(api.get(customer, bombs + "?thumbnail=320"), 415, "UNSUPPORTED_MEDIA_TYPE");
        String text = "/api/files/" + stored(customer, "a.txt", "text".getBytes(UTF_8));
        assertRefused(api.get(customer, text + "?thumbnail=320"), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
