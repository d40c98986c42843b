package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.port.FileRecords;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.wire.FrameSchemas;
import io.kefu.domain.file.FileId;
import io.kefu.filestore.testing.Media;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests uploads, access to files through messages and links, media types and deletion. */
@AlsoOnCluster
class FilesIT extends FilesFixture {
    @Test
    void answersTheExamplesOfTheApiDescription() {
        Answer uploaded =
                upload(customer, new MultipartForm().file("example.gif", GIF).field("category", "image"));
        assertThat(uploaded.status()).isEqualTo(200);
        assertThat(JsonExample.differences(
                        """
                {"file_id": "/file_.+/", "url": "%s", "filename": "example.gif", "size": %d, "mime_type": "image/gif"}""".formatted("/api/files/" + uploaded.text("file_id"), GIF.length), uploaded.json()))
                .isEmpty();
        Answer info = api.get(customer, uploaded.text("url") + "/info");
        assertThat(JsonExample.differences("""
                {"file_id": "%s", "filename": "example.gif", "size": %d, "mime_type": "image/gif",
                 "upload_time": "<time>", "uploader_id": "user123"}""".formatted(uploaded.text("file_id"), GIF.length), info.json()))
                .isEmpty();
        HttpResponse<byte[]> content = download(customer, uploaded.text("url"));
        assertThat(content.statusCode()).isEqualTo(200);
        assertThat(content.body()).isEqualTo(GIF);
    }

    @Test
    void grantsAccessThroughMessagesUntilTheyAreRecalled() {
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
    void deniesAccessAfterTheRecallToAllButTheUploader() {
        String id = stored(customer, "a.gif", GIF);
        Answer sent = send(customer, "support", id);
        assertThat(status(kefu, id)).isEqualTo(200);
        api.post(customer, "/api/messages/" + sent.text("message_id") + "/recall", "{}");
        assertThat(status(kefu, id)).isEqualTo(404);
        assertThat(status(customer, id)).isEqualTo(200);
    }

    private static Answer send(String token, String to, String file) {
        return api.post(
                token,
                "/api/messages/send",
                "{\"to_user_id\": \"%s\", \"content\": \"%s\", \"msg_type\": \"image\"}".formatted(to, file));
    }

    @Test
    void keepsTheOrderOfTextsAndPicturesOnASocket() throws Exception {
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
            String frame = "{\"type\": \"message\", \"id\": %d, \"data\": {\"to_user_id\": \"support\", %s}}"
                    .formatted(i, draft);
            FrameSchemas.SERVICE.checkSent(frame);
            socket.sendText(frame, true).get(10, TimeUnit.SECONDS);
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

    /** Collects the frames that answer messages. */
    private record Acks(BlockingQueue<JsonNode> frames) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            FrameSchemas.SERVICE.checkReceived(text.toString());
            JsonNode frame = Api.json(text.toString());
            if (frame.get("id") != null) {
                frames.add(frame);
            }
            socket.request(1);
            return null;
        }
    }

    @Test
    void servesASignedLinkOfOneFileWithoutLogin() {
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

    /** The files have the header at the end, fragments, or an unknown length, as browsers and phones write them. */
    @ParameterizedTest
    @CsvSource({
        "audio-recorded.mp4, audio/mp4, voice, video",
        "audio.mp4, audio/mp4, voice, video",
        "audio-live.webm, audio/webm, voice, video",
        "audio.ogg, audio/ogg, voice, video",
        "audio.aac, audio/aac, voice, image",
        "video.mp4, video/mp4, video, voice",
        "video-fragmented.mp4, video/mp4, video, voice",
        "both.webm, video/webm, video, voice",
        "video.ogv, video/ogg, video, voice",
    })
    void recognisesAudioAndVideoByTheirTracks(String file, String type, String category, String other)
            throws IOException {
        byte[] content = Media.read(file);
        Answer asked =
                upload(customer, new MultipartForm().file("blob", content).field("category", category));
        assertThat(asked.text("mime_type")).as("%s", asked).isEqualTo(type);
        assertRefused(
                upload(customer, new MultipartForm().file("blob", content).field("category", other)),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        Answer unasked = upload(customer, new MultipartForm().file("blob", content));
        assertThat(node.bean(FileRecords.class)
                        .find(new FileId(unasked.text("file_id")))
                        .orElseThrow()
                        .category()
                        .word())
                .isEqualTo(category);
        HttpResponse<byte[]> answer = download(customer, unasked.text("url"));
        assertThat(header(answer, "Content-Type")).isEqualTo(type);
        assertThat(header(answer, "Content-Disposition")).startsWith("inline;");
        assertThat(answer.body()).isEqualTo(content);
    }

    @Test
    void deletesRecordAndContent() {
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
}
