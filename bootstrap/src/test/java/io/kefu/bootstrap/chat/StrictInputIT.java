package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP bodies and frames must be I-JSON (RFC 7493), and other input must be well-formed Unicode. */
class StrictInputIT {
    private static ChatNode node;
    private static Api api;
    private static TestUser customer;
    private static ChatClient socket;

    @BeforeAll
    static void open() {
        node = new ChatNode(Map.of());
        api = new Api(node.uri());
        customer = node.customer();
        socket = node.connect(customer);
    }

    @AfterAll
    static void close() {
        socket.close();
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud83d\"",
                "{\"\\ude00\": 1}",
                "[[{\"a\": \"x\\udfff\"}]]",
                "1e400",
                "-1e-999",
                "9007199254740993",
                "NaN",
                "01",
                "{\"a\": 1, \"\\u0061\": 2}",
                "'x'",
                "1 /* x */",
                "{}}",
                "{}}, \"metadata\": {\"a\": {}"
            })
    void refusesInvalidJsonOverHttpAndSockets(String value) {
        String fields = "\"to_user_id\": \"support\", \"content\": \"x\", \"metadata\": {\"v\": " + value + "}";
        assertThat(statusOf("application/json", ("{" + fields + "}").getBytes(UTF_8)))
                .as(value)
                .isEqualTo(400);
        socket.sendUnchecked("{\"type\": \"message\", \"data\": {" + fields + "}}");
        assertThat(text(socket.await("error"), "code")).isEqualTo("INVALID_PARAMETER");
        assertThat(socket.untilPong("ack")).isEmpty();
    }

    @Test
    void returnsMetadataUnchanged() {
        String metadata = "{\"a\":[1.5,-0.1,9007199254740992,1.0E10,\"中\\u0000\",null],\"\":{}}";
        String body = "{\"to_user_id\": \"support\", \"content\": \"😀\", \"metadata\": " + metadata + "}\n";
        assertThat(api.post(customer.token(), "/api/messages/send", body).status())
                .isEqualTo(200);
        String page = api.get(customer.token(), "/api/messages/history/" + customer.id())
                .body();
        assertThat(page).contains(metadata.substring(1, metadata.length() - 1));
    }

    /** Complete bodies that are not a JSON object in UTF-8 with the JSON media type. */
    @Test
    void refusesOtherBodies() {
        String message = "{\"to_user_id\": \"support\", \"content\": \"x\"}";
        for (Charset encoding : new Charset[] {UTF_16LE, Charset.forName("UTF-16"), Charset.forName("UTF-32")}) {
            assertThat(statusOf("application/json", message.getBytes(encoding))).isEqualTo(400);
        }
        assertThat(statusOf("application/json", ("\ufeff" + message).getBytes(UTF_8)))
                .isEqualTo(400);
        assertThat(statusOf("application/json", message.replace('x', '\u00e9').getBytes(ISO_8859_1)))
                .isEqualTo(400);
        assertThat(statusOf("application/json", (message + "x").getBytes(UTF_8)))
                .isEqualTo(400);
        for (String body : new String[] {"", "null", "[]", "[" + message + "]", "1", "\"x\"", "true"}) {
            assertThat(statusOf("application/json", body.getBytes(UTF_8)))
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(statusOf(null, message.getBytes(UTF_8))).isEqualTo(400);
        assertThat(statusOf("text/plain", message.getBytes(UTF_8))).isEqualTo(415);
        assertThat(statusOf("application/x-www-form-urlencoded", message.getBytes(UTF_8)))
                .isEqualTo(415);
        assertThat(statusOf("nonsense", message.getBytes(UTF_8))).isEqualTo(415);
        assertThat(statusOf("application/json; charset=utf-8", message.getBytes(UTF_8)))
                .isEqualTo(200);
        assertThat(statusOf("Application/JSON", message.getBytes(UTF_8))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%FF", "x=%ED%A0%80", "x=%C0%80", "x=%E4%B8", "%FF=1", "page=1&x=%F4%90%80%80"})
    void refusesAQueryThatIsNotUtf8(String query) {
        assertThat(statusOfRaw("GET", "/api/sessions/user/" + customer.id() + "?" + query, "", new byte[0]))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%zz", "x=%", "x=%1"})
    void refusesAQueryWithAWrongEscape(String query) {
        assertThat(statusOfRaw("GET", "/api/sessions/user/" + customer.id() + "?" + query, "", new byte[0]))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "a%2", "a|b", "{x}", "a^b", "a`b", "a\"b", "<a>", "a\\b", "[a]", "中"})
    void answersAPathWithAWrongEscapeWithNotFound(String id) {
        assertThat(statusOfRaw("GET", "/api/users/" + id, "", new byte[0])).isEqualTo(404);
    }

    private static int statusOf(@Nullable String type, byte[] body) {
        return statusOfRaw("POST", "/api/messages/send", type == null ? "" : "Content-Type: " + type + "\r\n", body);
    }

    private static int statusOfRaw(String method, String path, String header, byte[] body) {
        try (Socket connection = new Socket("localhost", node.uri().getPort())) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write((method + " " + path
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                            + customer.token() + "\r\n" + header + "Content-Length: " + body.length + "\r\n\r\n")
                    .getBytes(UTF_8));
            request.write(body);
            connection.getOutputStream().write(request.toByteArray());
            String answer = new String(connection.getInputStream().readAllBytes(), UTF_8);
            return Integer.parseInt(answer.substring(9, 12));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
