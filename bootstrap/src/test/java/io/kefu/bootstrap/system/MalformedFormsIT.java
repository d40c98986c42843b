package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed upload forms get an error of the client, not of the server. */
class MalformedFormsIT {
    private static final String FORM = "multipart/form-data; boundary=b";
    private static final String FILE = "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n";

    @TempDir
    private static Path data = Path.of("");

    private static KefuNode node;
    private static String customer;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of("kefu.data-dir", data.toString()));
        customer = new TestAccounts(new Api(node.uri())).customer("customer1");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static String answer(String token, String type, String body) throws IOException {
        try (Socket socket = new Socket("localhost", node.uri().getPort())) {
            socket.setSoTimeout(10_000);
            String head = "POST /api/files/upload HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                    + token + "\r\n" + type + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String part(String headers) {
        return "--b\r\n" + headers + "\r\ntext\r\n";
    }

    private static void assertMalformed(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"INVALID_PARAMETER\"", "\"file\"");
        assertThat(FileListing.of(data.resolve("files"))).noneMatch(file -> !file.endsWith("store-id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: multipart/form-data\r\n",
                "Content-Type: multipart/form-data; boundary=\r\n",
                "Content-Type: multipart/form-data; boundary=b; charset=bogus\r\n",
            })
    void refusesAnotherContentType(String type) throws IOException {
        assertMalformed(answer(customer, type, part(FILE) + "--b--\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\n",
                "garbage\r\n",
                "Content-Disposition: form-data; filename=\"a.txt\"\r\n",
                "Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''%\r\n",
                FILE + "Content-Type: text/plain; charset=bogus\r\n",
                FILE + "Content-Transfer-Encoding: base64\r\n",
                FILE + "Content-Transfer-Encoding: bogus\r\n",
                "Content-Disposition: form-data; name=\"file\"\r\nContent-Type: multipart/mixed\r\n",
            })
    void refusesAMalformedPart(String headers) throws IOException {
        assertMalformed(answer(customer, "Content-Type: " + FORM + "\r\n", part(headers) + "--b--\r\n"));
    }

    @Test
    void refusesDeeplyNestedParts() throws IOException {
        StringBuilder body = new StringBuilder(
                "--b\r\nContent-Disposition: form-data; name=\"file\"\r\nContent-Type: multipart/mixed; boundary=i0\r\n\r\n");
        for (int i = 0; i < 2_000; i++) {
            body.append("--i%d\r\nContent-Type: multipart/mixed; boundary=i%d\r\n\r\n".formatted(i, i + 1));
        }
        assertMalformed(answer(customer, "Content-Type: " + FORM + "\r\n", body.toString()));
    }

    /** The login is checked before the form. */
    @Test
    void refusesAMissingLoginFirst() throws IOException {
        assertThat(answer("none", "", "")).startsWith("HTTP/1.1 401 ");
        assertThat(answer("none", "Content-Type: " + FORM + "\r\n", "x".repeat(12_000_000)))
                .startsWith("HTTP/1.1 401 ");
    }
}
