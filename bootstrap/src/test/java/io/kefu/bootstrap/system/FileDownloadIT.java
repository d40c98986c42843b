package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Downloads of files: ranges, conditional requests, HEAD, and thumbnails. */
class FileDownloadIT extends FilesFixture {
    @Test
    void servesRangesAndConditionalRequests() {
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
    void servesHeadRequests() {
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
    void servesThumbnailsAndRefusesHugePictures() {
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
        // The header of this picture claims 65,535 times 65,535 pixels.
        for (int i : new int[] {6, 7, 8, 9, 24, 25, 26, 27}) {
            bomb[i] = (byte) 0xff;
        }
        String bombs = "/api/files/" + stored(customer, "bomb.gif", bomb);
        assertRefused(api.get(customer, bombs + "?thumbnail=320"), 415, "UNSUPPORTED_MEDIA_TYPE");
        String text = "/api/files/" + stored(customer, "a.txt", "text".getBytes(UTF_8));
        assertRefused(api.get(customer, text + "?thumbnail=320"), 415, "UNSUPPORTED_MEDIA_TYPE");
    }
}
