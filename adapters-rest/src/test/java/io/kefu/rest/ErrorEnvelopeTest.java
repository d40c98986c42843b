package io.kefu.rest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.testing.InMemoryRateLimits;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.rest.RestServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class ErrorEnvelopeTest {
    private static final String FIRST =
            "{\"to_user_id\":\"user123\",\"content\":\"first\",\"client_msg_id\":\"taken\"}";

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = new RestServer();
        server.post(RestServer.ADMIN, "/api/messages/send", FIRST);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "GET|/nowhere||404|ROUTE_NOT_FOUND|",
                "GET|/api/nowhere||404|ROUTE_NOT_FOUND|",
                "DELETE|/api/messages/send||405|METHOD_NOT_ALLOWED|",
                "PATCH|/api/users/user123||405|METHOD_NOT_ALLOWED|",
                "POST|/api/messages/send|{|400|INVALID_PARAMETER|body",
                "POST|/api/messages/send|{}x|400|INVALID_PARAMETER|to_user_id",
                "POST|/api/messages/send||400|INVALID_PARAMETER|body",
                "POST|/api/messages/send|null|400|INVALID_PARAMETER|body",
                "POST|/api/messages/send|[]|400|INVALID_PARAMETER|body",
                "POST|/api/messages/send|\"text\"|400|INVALID_PARAMETER|body",
                "POST|/api/messages/send|{}|400|INVALID_PARAMETER|to_user_id",
                "POST|/api/messages/send|{}|400|INVALID_PARAMETER|content",
                "POST|/api/messages/send|{\"to_user_id\":{},\"content\":\"x\"}|400|INVALID_PARAMETER|to_user_id",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":[1,2]}|400|INVALID_PARAMETER|content",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":{}}|400|INVALID_PARAMETER|content",
                "POST|/api/messages/send|{\"to_user_id\":\"a b\",\"content\":\"x\"}|400|INVALID_PARAMETER|to_user_id",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":\"\"}|400|INVALID_PARAMETER|content",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":\"x\",\"msg_type\":\"x\"}|400|INVALID_PARAMETER|msg_type",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":\"x\",\"msg_type\":\"system\"}|400|INVALID_PARAMETER|msg_type",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":\"x\",\"metadata\":[]}|400|INVALID_PARAMETER|metadata",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":\"x\",\"metadata\":\"x\"}|400|INVALID_PARAMETER|metadata",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":\"x\",\"client_msg_id\":\"\"}|400|INVALID_PARAMETER|client_msg_id",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":5}|400|INVALID_PARAMETER|content",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":true}|400|INVALID_PARAMETER|content",
                "POST|/api/messages/send|{\"to_user_id\":\"a\",\"content\":[\"x\"]}|400|INVALID_PARAMETER|content",
                "POST|/api/users|{\"max_sessions\":1.5}|400|INVALID_PARAMETER|max_sessions",
                "POST|/api/users|{\"max_sessions\":99999999999}|400|INVALID_PARAMETER|max_sessions",
                "POST|/api/users|{\"skills\":\"x\"}|400|INVALID_PARAMETER|skills",
                "POST|/api/users|{\"max_sessions\":\"many\"}|400|INVALID_PARAMETER|max_sessions",
                "POST|/api/users|{\"max_sessions\":-1}|400|INVALID_PARAMETER|max_sessions",
                "POST|/api/users|{\"user_type\":\"robot\"}|400|INVALID_PARAMETER|user_type",
                "POST|/api/users|{\"skills\":[null]}|400|INVALID_PARAMETER|skills",
                "POST|/api/users|{\"skills\":[\"a b\"]}|400|INVALID_PARAMETER|skills",
                "POST|/api/users|{\"user_type\":\"kefu\"}|400|INVALID_PARAMETER|password",
                "POST|/api/users|{\"user_id\":\"online\"}|400|INVALID_PARAMETER|user_id",
                "GET|/api/users?page=0||400|INVALID_PARAMETER|page",
                "GET|/api/users?page=x||400|INVALID_PARAMETER|page",
                "GET|/api/users?page=1.5||400|INVALID_PARAMETER|page",
                "GET|/api/users?page=99999999999||400|INVALID_PARAMETER|page",
                "GET|/api/users?page_size=0||400|INVALID_PARAMETER|page_size",
                "GET|/api/users?page_size=101||400|INVALID_PARAMETER|page_size",
                "GET|/api/users?page_size=x||400|INVALID_PARAMETER|page_size",
                "GET|/api/users?user_type=robot||400|INVALID_PARAMETER|user_type",
                "GET|/api/messages/latest?count=0||400|INVALID_PARAMETER|count",
                "GET|/api/messages/latest?count=101||400|INVALID_PARAMETER|count",
                "GET|/api/messages/latest?count=x||400|INVALID_PARAMETER|count",
                "GET|/api/messages/history/a%20b||404|USER_NOT_FOUND|",
                "GET|/api/sessions/user/user123?status=asleep||400|INVALID_PARAMETER|status",
                "GET|/api/sessions/x||404|SESSION_NOT_FOUND|",
                "GET|/api/users/nobody||404|USER_NOT_FOUND|",
                "GET|/api/sessions/sess_AAAAAAAAAAAAAAAABBBBBBBB||404|SESSION_NOT_FOUND|",
                "POST|/api/users|{\"user_id\":\"user123\"}|409|CONFLICT|",
                "POST|/api/messages/send|{\"to_user_id\":\"user123\",\"content\":\"second\",\"client_msg_id\":\"taken\"}|409|CONFLICT|",
                "POST|/api/messages/send|{\"to_user_id\":\"kefu001\",\"content\":\"x\",\"msg_type\":\"image\"}|404|FILE_NOT_FOUND|",
            })
    void everyRefusalHasTheSameBody(String method, String path, String body, int status, String code, String field) {
        RestServer.Call call = server.call(method, path).as(RestServer.ADMIN);
        Answer answer = (body == null ? call.header("Content-Type", "application/json") : call.json(body)).send();
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertIsRefusal(answer, code);
        if (field != null) {
            assertThat(answer.text("error.details." + field)).as(answer.body()).isNotBlank();
        }
    }

    private static void assertIsRefusal(Answer answer, String code) {
        assertThat(answer.text("error.code")).as(answer.body()).isEqualTo(code);
        assertThat(answer.text("error.message")).isNotBlank();
        assertThat(answer.node("error.details").isObject()).isTrue();
        assertThat(Instant.parse(answer.text("timestamp"))).isEqualTo(Stubs.NOW);
        assertThat(answer.text("request_id")).isEqualTo(answer.header("X-Request-ID"));
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body()).doesNotContain("Exception", "io.kefu", "micronaut", "redis://");
    }

    @Test
    void allInvalidFieldsAreReported() {
        Answer answer = server.get(RestServer.ADMIN, "/api/users?page=0&page_size=1000");
        assertThat(answer.text("error.details.page")).isEqualTo("必须在 1 到 1000000000 之间");
        assertThat(answer.text("error.details.page_size")).isEqualTo("必须在 1 到 100 之间");
        Answer body = server.call("POST", "/api/users")
                .as(RestServer.ADMIN)
                .header("Accept-Language", "en-GB,en;q=0.8")
                .json("{\"username\":\"\",\"email\":\"@\",\"password\":\"short\",\"max_sessions\":1001}")
                .send();
        assertThat(body.text("error.message")).isEqualTo("The request has a wrong parameter");
        assertThat(body.text("error.details.username")).isEqualTo("must have a length between 1 and 64");
        assertThat(body.text("error.details.email")).isEqualTo("must have a length between 3 and 254");
        assertThat(body.text("error.details.password")).isEqualTo("must have a length between 8 and 128");
        assertThat(body.text("error.details.max_sessions")).isEqualTo("must be between 0 and 1000");
    }

    @Test
    void aWrongContentTypeIsRefused() {
        Answer answer = server.call("POST", "/api/messages/send")
                .as(RestServer.KEFU)
                .body("text/plain", "hello")
                .send();
        assertThat(answer.status()).isEqualTo(415);
        assertIsRefusal(answer, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aMediaTypeThatTheRouteCannotProduceIsRefused() {
        Answer answer = server.call("GET", "/api/users")
                .as(RestServer.KEFU)
                .header("Accept", "text/html")
                .send();
        assertThat(answer.status()).isEqualTo(406);
        assertIsRefusal(answer, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void anUploadWithAMediaTypeThatTheRouteCannotProduceIsRefused() {
        Answer answer = server.call("POST", "/api/files/upload")
                .as(RestServer.KEFU)
                .header("Accept", "text/html")
                .body("multipart/form-data; boundary=b", "--b--\r\n")
                .send();
        assertThat(answer.status()).isEqualTo(406);
        assertIsRefusal(answer, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aBrowserGetsJsonToo() {
        Answer answer =
                server.call("GET", "/api/nowhere").header("Accept", "text/html").send();
        assertThat(answer.status()).isEqualTo(404);
        assertIsRefusal(answer, "ROUTE_NOT_FOUND");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        Answer answer = server.post(
                RestServer.KEFU,
                "/api/messages/send",
                "{\"to_user_id\":\"a\",\"content\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertIsRefusal(answer, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void aChunkedBodyThatIsTooLargeIsRefused() throws IOException {
        String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
        String answer = raw("POST /api/messages/send HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + RestServer.token(RestServer.KEFU).value()
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunk.repeat(9) + "0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"PAYLOAD_TOO_LARGE\"");
    }

    @Test
    void aMalformedTargetIsRefused() throws IOException {
        String answer = raw("GET /api/users/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("\"error\":{\"code\":");
    }

    @Test
    void aMalformedHeadIsRefused() throws IOException {
        assertThat(raw("NONSENSE\r\n\r\n")).matches("(?s)HTTP/1.. 4.*").contains("INVALID_PARAMETER");
        String longPath = raw("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(longPath).matches("(?s)HTTP/1.. 4.*").contains("PAYLOAD_TOO_LARGE");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anUnavailableStoreIsAnsweredWithRetryAfter() {
        server.bean(InMemoryTokenStore.class).failNextFind(DomainException.unavailable(Duration.ofMillis(1_200)));
        Answer answer = server.get(RestServer.KEFU, "/api/users");
        assertThat(answer.status()).isEqualTo(503);
        assertIsRefusal(answer, "SERVICE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void tooManyLoginsAreAnsweredWithRetryAfter() {
        server.bean(InMemoryRateLimits.class).allow(Limit.LOGIN_OF_ACCOUNT, 1, Duration.ofMillis(29_500));
        String login = "{\"kefu_id\":\"kefu009\",\"password\":\"wrong\"}";
        assertThat(server.post(null, "/api/auth/kefu/login", login).status()).isEqualTo(401);
        Answer answer = server.post(null, "/api/auth/kefu/login", login);
        assertThat(answer.status()).isEqualTo(429);
        assertIsRefusal(answer, "RATE_LIMITED");
        assertThat(answer.header("Retry-After")).isEqualTo("30");
    }

    @Test
    void aFailureIsLoggedOnceWithTheRequestId() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try {
            server.bean(InMemoryUserStore.class).afterNextFind(() -> {
                throw new IllegalStateException("a secret of redis://10.1.2.3");
            });
            Answer answer = server.call("GET", "/api/users/user123")
                    .as(RestServer.ADMIN)
                    .header("X-Request-ID", "trace-1")
                    .header("Accept-Language", "en")
                    .send();
            assertThat(answer.header("X-Request-ID")).isEqualTo("trace-1");
            assertThat(answer.text("request_id")).isEqualTo("trace-1");
            assertThat(answer.status()).isEqualTo(500);
            assertIsRefusal(answer, "INTERNAL_ERROR");
            assertThat(answer.text("error.message")).isEqualTo("Something went wrong in the service");
            List<ILoggingEvent> errors = log.list.stream()
                    .filter(event -> event.getLevel().levelStr.equals("ERROR"))
                    .toList();
            assertThat(errors).hasSize(1);
            assertThat(errors.getFirst().getMDCPropertyMap()).containsEntry("request_id", "trace-1");
            assertThat(errors.getFirst().getThrowableProxy()).isNotNull();
        } finally {
            root.detachAppender(log);
        }
    }

    @Test
    void everyAnswerHasTheRequestId() {
        Answer made = server.get(null, "/api/health");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.header("X-Request-ID")).matches("req_[0-9a-f]{32}");
        Answer taken = server.call("GET", "/api/health")
                .header("X-Request-ID", "a_B-9")
                .send();
        assertThat(taken.header("X-Request-ID")).isEqualTo("a_B-9");
        Answer refused =
                server.call("GET", "/api/health").header("X-Request-ID", "a b").send();
        assertThat(refused.header("X-Request-ID")).matches("req_[0-9a-f]{32}");
    }
}
