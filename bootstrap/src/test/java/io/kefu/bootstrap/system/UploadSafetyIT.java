package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.redis.testing.Deadline;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads of dangerous files, names and forms. */
class UploadSafetyIT extends FilesFixture {
    @Test
    void servesFilesThatABrowserCouldExecuteAsAttachments() {
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
                    upload(customer, new MultipartForm().file(name, content).field("category", "image")),
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
    void cleansFileNames() {
        assertThat(nameOf("客服 报告.pdf")).isEqualTo("客服 报告.pdf");
        assertThat(nameOf("../../etc/passwd")).isEqualTo("passwd");
        assertThat(nameOf("..\\\\..\\\\boot.ini")).isEqualTo("boot.ini");
        assertThat(nameOf("\\\\server\\share\\a.txt")).isEqualTo("a.txt");
        assertThat(nameOf("报价,v1=2;终:a?*.txt")).isEqualTo("报价,v1=2;终:a?*.txt");
        assertThat(nameOf("say %22hi%22.txt")).isEqualTo("say \"hi\".txt");
        assertThat(nameOf("a\u202egpj.exe")).isEqualTo("agpj.exe");
        assertThat(nameOf("...")).isEqualTo("file");
        assertThat(nameOf("x".repeat(400) + ".pdf")).hasSize(255).endsWith("x.pdf");
        HttpResponse<byte[]> answer = download(customer, "/api/files/" + stored(customer, "中文 a.txt", GIF));
        assertThat(header(answer, "Content-Disposition"))
                .isEqualTo("inline; filename=\"__ a.txt\"; filename*=UTF-8''%E4%B8%AD%E6%96%87%20a.txt");
    }

    /** Spellings that are equal by RFC 9110, but not for the parser of the HTTP server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Multipart/Form-Data; Boundary=%s",
                "multipart/form-data; boundary=\"%s\"",
                "multipart/form-data; boundary=%s; charset=\"utf-8\"",
                "multipart/form-data; charset=UTF-8; boundary=%s"
            })
    void acceptsEverySpellingOfTheContentType(String type) throws IOException {
        MultipartForm form = new MultipartForm()
                .field("category", "image")
                .part("form-data; name=\"file\"; filename*=UTF-8''%E4%B8%AD,a.gif; filename=\"x.gif\"", GIF);
        String boundary = new MultipartForm().type().replaceFirst(".*boundary=", "");
        HttpRequest request = HttpRequest.newBuilder(node.uri().resolve("/api/files/upload"))
                .header("Authorization", "Bearer " + customer)
                .header("Content-Type", type.formatted(boundary))
                .header("Content-Encoding", "identity")
                .header("Accept", "application/*")
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()))
                .build();
        HttpResponse<String> answer = Api.CLIENT
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"filename\":\"中,a.gif\"");
    }

    private static String nameOf(String given) {
        return upload(customer, new MultipartForm().file(given, GIF)).text("filename");
    }

    @Test
    void leavesNoFileAfterAnInvalidForm() throws IOException {
        int before = filesOnDisk().size();
        assertRefused(upload(customer, new MultipartForm().file("a", new byte[0])), 400, "INVALID_PARAMETER");
        assertRefused(upload(customer, new MultipartForm().field("category", "image")), 400, "INVALID_PARAMETER");
        assertRefused(upload(customer, new MultipartForm().field("file", "text")), 400, "INVALID_PARAMETER");
        assertRefused(
                upload(customer, new MultipartForm().file("a", GIF).field("category", "none")),
                400,
                "INVALID_PARAMETER");
        assertRefused(
                upload(customer, new MultipartForm().file("a", GIF).field("category", "x".repeat(100_000))),
                400,
                "INVALID_PARAMETER");
        assertRefused(upload(customer, new MultipartForm().file("a", random(LIMIT + 1))), 413, "PAYLOAD_TOO_LARGE");
        assertRefused(upload(customer, new MultipartForm().file("a", random(5_000_000))), 413, "PAYLOAD_TOO_LARGE");
        assertThat(sendBeginning(new MultipartForm().file("a", random(100_000)).bytes(), 50_000, true))
                .startsWith("HTTP/1.1 400");
        assertThat(sendBeginning(new MultipartForm().file("a", random(100_000)).bytes(), 50_000, false))
                .isEmpty();
        awaitFilesOnDisk(before);
        assertThat(stored(customer, "a", random(LIMIT))).isNotEmpty();
    }

    /** Sends the beginning of a form, with its own length or with that of the whole form as {@code Content-Length}. */
    private static String sendBeginning(byte[] form, int sent, boolean withOwnLength) throws IOException {
        try (Socket socket = new Socket("localhost", node.uri().getPort())) {
            socket.setSoTimeout(10_000);
            String head = "POST /api/files/upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                    + customer + "\r\nContent-Type: " + new MultipartForm().type() + "\r\nContent-Length: "
                    + (withOwnLength ? sent : form.length) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(UTF_8));
            socket.getOutputStream().write(form, 0, sent);
            socket.getOutputStream().flush();
            if (!withOwnLength) {
                return "";
            }
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static void awaitFilesOnDisk(int count) {
        Deadline.await(
                Duration.ofSeconds(10),
                "The folder does not have " + count + " files",
                () -> filesOnDisk().size() == count);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
