package io.kefu.bootstrap.response;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gives the schemas responses with one defect each, to prove that they refuse them. */
class ResponseSchemasTest {
    private static final String HEALTHY = "{\"status\": \"healthy\", \"timestamp\": \"2026-01-01T00:00:00.000Z\","
            + " \"services\": {\"redis\": \"connected\", \"websocket\": \"running\"}}";

    private final ResponseSchemas schemas = ResponseSchemas.ofService();

    @Test
    void acceptsADocumentedResponse() {
        check("/api/health", 200, "application/json", HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({
        "connected, 7, is not as documented",
        "status, state, is not as documented",
        "00.000Z, 00Z, is a time without milliseconds"
    })
    void refusesAWrongField(String text, String replacement, String failure) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(
                        () -> check("/api/health", 200, "application/json", HEALTHY.replaceFirst(text, replacement)))
                .withMessageContaining(failure);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/health, 201, application/json, is a status that the document does not give",
        "/api/health, 200, text/html, has the undocumented type",
        "/api/nowhere, 200, application/json, is no operation of the document"
    })
    void refusesWhatTheDocumentDoesNotName(String path, int status, String type, String failure) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> check(path, status, type, HEALTHY))
                .withMessageContaining(failure);
    }

    private void check(String path, int status, String type, String body) {
        schemas.check(new SentResponse("GET", path, status, type, body));
    }
}
