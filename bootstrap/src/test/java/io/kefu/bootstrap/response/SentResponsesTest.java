package io.kefu.bootstrap.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class SentResponsesTest {
    private static final SentResponse UNDOCUMENTED = new SentResponse("GET", "/api/health", 201, null, "");
    private static final SentResponse REFUSAL = new SentResponse(
            "GET",
            "/api/nowhere?page=1",
            404,
            "application/json",
            "{\"error\": {\"code\": \"ROUTE_NOT_FOUND\", \"message\": \"不存在\", \"details\": {}},"
                    + " \"timestamp\": \"2026-01-01T00:00:00.000Z\", \"request_id\": \"request\"}");

    private final SentResponses responses = new SentResponses(ResponseSchemas.ofService());

    @Test
    void reportsAFaultOnce() {
        responses.add(UNDOCUMENTED);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(responses::requireDocumented)
                .withMessageContaining("GET /api/health 201 is a status that the document does not give");
        assertThatCode(responses::requireDocumented).doesNotThrowAnyException();
    }

    @Test
    void countsResponsesOfTheApi() {
        responses.add(UNDOCUMENTED);
        responses.add(new SentResponse("GET", "/prometheus", 200, "text/plain", "up 1"));
        responses.add(REFUSAL);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(responses::requireDocumented)
                .withMessageNotContaining("nowhere");
        assertThat(responses.summary()).contains(": 1, of 0 of ");
    }

    @Test
    void readsTheLineOfANodeProcess() {
        SentResponse bare = new SentResponse("DELETE", "/api/users/1", 204, null, "");
        assertThat(SentResponse.of(REFUSAL.line())).contains(REFUSAL);
        assertThat(SentResponse.of(bare.line())).contains(bare);
        assertThat(SentResponse.of("kefu is ready")).isEmpty();
        String line = REFUSAL.line();
        for (int length = 0; length < line.length(); length++) {
            assertThat(SentResponse.of(line.substring(0, length))).isEmpty();
        }
    }
}
