package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.AlsoOnCluster;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The examples of the API's description for statistics, health and errors. */
@AlsoOnCluster
class ServiceExamplesIT extends ApiExamples {
    @Test
    void countsMessages() {
        Answer nothing = api.get(kefu, "/api/analytics/messages?start_date=2001-01-01&end_date=2001-01-31");
        assertAnswer(nothing, 200, """
                {
                    "total_messages": 0,
                    "daily_average": 0,
                    "peak_hour": "00:00",
                    "message_types": {
                        "text": 0,
                        "image": 0,
                        "file": 0
                    }
                }""");
        long before = textsAroundToday();
        String message = "{\"to_user_id\": \"support\", \"content\": \"x\"}";
        assertThat(api.post(customer, "/api/messages/send", message).status()).isEqualTo(200);
        assertThat(textsAroundToday()).isEqualTo(before + 1);
    }

    private static long textsAroundToday() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return api.get(
                        kefu,
                        "/api/analytics/messages?start_date=%s&end_date=%s"
                                .formatted(today.minusDays(1), today.plusDays(1)))
                .node("message_types.text")
                .getLongValue();
    }

    @Test
    void countsCustomers() {
        Answer answer = api.get(kefu, "/api/analytics/users?period=7d");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.node("active_users").getLongValue()).isPositive();
        assertThat(answer.node("returning_users").getLongValue()).isZero();
        assertThat(answer.text("average_session_duration")).matches("\\d+s|\\d+m|\\d+h\\d\\dm");
        assertThat(answer.node("new_users")).isEqualTo(answer.node("active_users"));
    }

    @Test
    void reportsHealth() {
        assertAnswer(api.get(null, "/api/health"), 200, """
                {
                    "status": "healthy",
                    "timestamp": "<time>",
                    "services": {
                        "redis": "connected",
                        "websocket": "running"
                    }
                }""");
    }

    @Test
    void usesOneBodyForAllErrors() {
        String error = """
                {
                    "error": {
                        "code": "%s",
                        "message": "<text>",
                        "details": {}
                    },
                    "timestamp": "<time>"
                }""";
        assertAnswer(api.get(kefu, "/api/users?page=0"), 400, """
                {
                    "error": {
                        "code": "INVALID_PARAMETER",
                        "message": "<text>",
                        "details": {
                            "page": "<text>"
                        }
                    },
                    "timestamp": "<time>"
                }""");
        assertAnswer(api.get(null, "/api/users"), 401, error.formatted("UNAUTHORIZED"));
        assertAnswer(api.get(customer, "/api/users"), 403, error.formatted("FORBIDDEN"));
        assertAnswer(api.get(kefu, "/api/users/nobody"), 404, error.formatted("USER_NOT_FOUND"));
        assertAnswer(
                api.get(kefu, "/api/sessions/sess_0123456789abcdef01234567"),
                404,
                error.formatted("SESSION_NOT_FOUND"));
        assertAnswer(api.get(null, "/api/nowhere"), 404, error.formatted("ROUTE_NOT_FOUND"));
        assertAnswer(api.get(null, "/nowhere"), 404, error.formatted("ROUTE_NOT_FOUND"));
        assertAnswer(api.put(kefu, "/api/users", "{}"), 405, error.formatted("METHOD_NOT_ALLOWED"));
        Answer malformed = api.post(customer, "/api/messages/send", "{\"to_user_id\": ");
        assertAnswer(malformed, 400, error.formatted("INVALID_PARAMETER"));
        Answer large = api.post(customer, "/api/messages/send", "{\"content\": \"" + "x".repeat(70_000) + "\"}");
        assertAnswer(large, 413, error.formatted("PAYLOAD_TOO_LARGE"));
        String textOnly = api.call("POST", "/api/messages/send")
                .as(customer)
                .header("Content-Type", "text/plain")
                .send()
                .text("error.code");
        assertThat(textOnly).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }
}
