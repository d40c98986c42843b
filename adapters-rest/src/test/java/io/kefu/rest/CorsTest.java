package io.kefu.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.rest.RestServer.Answer;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks which pages of other origins may read the answers in a browser. */
class CorsTest {
    private static final String SHOP = "https://shop.example";
    private static RestServer server;

    @BeforeAll
    static void start() {
        server = new RestServer(Map.of("kefu.http.origins", List.of(SHOP)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer preflight(String path, String method, String origin) {
        return server.call("OPTIONS", path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .send();
    }

    private static void assertReadable(Answer answer) {
        assertThat(answer.header("Access-Control-Allow-Origin"))
                .as("%s", answer.response())
                .isEqualTo(SHOP);
        assertThat(String.valueOf(answer.header("Access-Control-Expose-Headers"))
                        .split(", ", -1))
                .contains("X-Request-ID", "Retry-After", "ETag", "Content-Range", "Content-Disposition");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(answer.response().headers().allValues("Vary")).anyMatch("origin"::equalsIgnoreCase);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/health, 200",
        "GET, /api/users, 401",
        "GET, /api/nowhere, 404",
        "GET, /nowhere, 404",
        "DELETE, /api/health, 405",
        "PATCH, /api/users/user123, 405",
        "GET, /swagger/kefu.yml, 200",
        "GET, /swagger-ui, 200",
        "HEAD, /api/health, 200",
        "GET, /api/files/file_Ab0000000000000000000001, 401",
        "GET, /api/%zz, 404",
    })
    void aConfiguredOriginCanReadEveryAnswer(String method, String path, int status) throws IOException {
        // Sent through a plain socket, because HTTP clients refuse some of these paths.
        String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("access-control-allow-origin: " + SHOP, "vary: origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"kefu_id\":", "[]", "{\"kefu_id\": 1}", "{}"})
    void refusedBodiesAreAnsweredReadably(String body) {
        Answer answer = server.call("POST", "/api/auth/kefu/login")
                .header("Origin", SHOP)
                .json(body)
                .send();
        assertThat(answer.status()).isEqualTo(400);
        assertReadable(answer);
    }

    @Test
    void bodiesThatAreTooLargeOrOfAWrongTypeAreAnsweredReadably() {
        Answer large = server.call("POST", "/api/auth/kefu/login")
                .header("Origin", SHOP)
                .json("\"" + "x".repeat(100_000) + "\"")
                .send();
        assertThat(large.status()).isEqualTo(413);
        assertReadable(large);
        Answer wrong = server.call("POST", "/api/auth/kefu/login")
                .header("Origin", SHOP)
                .body("text/plain", "x")
                .send();
        assertThat(wrong.status()).isEqualTo(415);
        assertReadable(wrong);
    }

    @Test
    void refusalsOfTheBodyGateAreReadable() throws IOException {
        String head = "POST /api/auth/kefu/login HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        String answer = raw(head + "11170\r\n" + "x".repeat(70_000) + "\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413 ").containsIgnoringCase("access-control-allow-origin: " + SHOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/health HTTP/1.1|Host: a|Origin: https://shop.example|A: b|X-Long: %s||",
                "GET /api/health HTTP/1.1|Host: a|Origin: https://shop.example||GET /api/health HTTP/1.1|X-Long: %s||",
                "GET /api/health HTTP/1.1|Host: a|Origin: https://shop.example|X-Long: %s||",
                "GET /api/health HTTP/1.1|Host: a|X-Long: %s|Origin: https://shop.example||",
                "GET /api/%s HTTP/1.1|Host: a|Origin: https://shop.example||",
                "GET /api/health HTTP/9|Host: a|Origin: https://shop.example||",
                "POST /api/health HTTP/1.1|Host: a|Origin: https://shop.example|Content-Length: x||",
            })
    void refusalsOfTheServerAreReadable(String request) throws IOException {
        String answers = raw(request.formatted("x".repeat(20_000)).replace("|", "\r\n"));
        String answer = answers.substring(answers.lastIndexOf("HTTP/1."));
        assertThat(answer)
                .containsPattern("^HTTP/1\\.[01] 4")
                .containsPattern("(?i)access-control-allow-origin: (\\*|https://shop\\.example)\r\n");
    }

    @Test
    void rateLimitedRequestsAreAnsweredReadably() {
        try (RestServer limited = new RestServer(Map.of(
                "kefu.http.origins",
                List.of(SHOP),
                "kefu.limits.enabled",
                true,
                "kefu.limits.requests-per-minute-of-address",
                1))) {
            Answer answer =
                    limited.call("GET", "/api/nowhere").header("Origin", SHOP).send();
            for (int i = 0; i < 3 && answer.status() != 429; i++) {
                answer = limited.call("GET", "/api/nowhere")
                        .header("Origin", SHOP)
                        .send();
            }
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.header("Retry-After")).isNotNull();
            assertReadable(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/messages/send, POST",
        "/api/users/user123, PUT",
        "/api/users/user123, DELETE",
        "/api/users/user123, PATCH",
        "/api/files/upload, POST",
        "/api/files/file_Ab0000000000000000000001, GET",
        "/api/nowhere, GET",
        "/nowhere/at/all, POST",
        "/ws/user123, GET",
        "/, GET",
    })
    void preflightsOfAConfiguredOriginAreAnswered(String path, String method) {
        Answer answer = preflight(path, method, SHOP);
        assertThat(answer.status()).isEqualTo(204);
        assertReadable(answer);
        assertThat(String.valueOf(answer.header("Access-Control-Allow-Methods")).split(", ", -1))
                .contains("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
        assertThat(String.valueOf(answer.header("Access-Control-Allow-Headers")).split(", ", -1))
                .contains(
                        "Authorization",
                        "X-User-ID",
                        "Content-Type",
                        "Accept-Language",
                        "Range",
                        "If-None-Match",
                        "Traceparent",
                        "X-Request-ID");
        assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("7200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://shop.example", "https://shop.example.evil.example", "null"})
    void aForeignOriginGetsNoHeaders(String origin) {
        for (Answer answer : List.of(
                preflight("/api/messages/send", "POST", origin),
                preflight("/api/nowhere", "GET", origin),
                server.call("GET", "/api/health").header("Origin", origin).send())) {
            assertThat(answer.response().headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
            assertThat(answer.header("Vary")).isEqualToIgnoringCase("origin");
        }
        assertThat(preflight("/api/messages/send", "POST", origin).status()).isEqualTo(403);
    }

    @Test
    void byDefaultOnlyPagesOfTheServiceItselfAreAdmitted() {
        try (RestServer closed = new RestServer()) {
            String own = "http://localhost:" + closed.port();
            assertThat(closed.call("GET", "/api/health")
                            .header("Origin", own)
                            .send()
                            .header("Access-Control-Allow-Origin"))
                    .isEqualTo(own);
            Answer foreign =
                    closed.call("GET", "/api/health").header("Origin", SHOP).send();
            assertThat(foreign.status()).isEqualTo(200);
            assertThat(foreign.header("Access-Control-Allow-Origin")).isNull();
        }
    }

    @Test
    void answersOfOneConnectionKeepTheirOrigins() throws IOException {
        String request = "GET /api/health HTTP/1.1\r\nHost: a\r\nOrigin: %s\r\n%s\r\n";
        String answers = raw(request.formatted(SHOP, "")
                + request.formatted("https://evil.example", "")
                + request.formatted(SHOP, "Connection: close\r\n"));
        assertThat(answers.split("HTTP/1\\.1 200 ", -1)).hasSize(4);
        String second = answers.split("HTTP/1\\.1 200 ", -1)[2];
        assertThat(second).doesNotContainIgnoringCase("access-control-");
        assertThat(answers.split("(?i)access-control-allow-origin: ", -1)).hasSize(3);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(10_000);
            boolean isOne = request.indexOf("HTTP/1.1") == request.lastIndexOf("HTTP/1.1");
            socket.getOutputStream()
                    .write((isOne ? request.replaceFirst("\r\n", "\r\nConnection: close\r\n") : request)
                            .getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
