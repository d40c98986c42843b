package io.kefu.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.user.UserId;
import io.kefu.rest.RestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks how requests with valid, invalid and expired tokens are answered. */
class BearerTokenTest {
    private static final List<String> INVALID_AUTHORIZATIONS = List.of(
            "Bearer " + RestServer.token(new UserId("nobody")).value(),
            "Bearer sess_123456",
            "Bearer",
            "Basic dXNlcjpwYXNz",
            "");

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = new RestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCustomerSignsUpDespiteAnInvalidToken() {
        for (String header : INVALID_AUTHORIZATIONS) {
            Answer answer = server.call("POST", "/api/users")
                    .header("Authorization", header)
                    .header("X-User-ID", "nobody")
                    .json("{}")
                    .send();
            assertThat(answer.status()).as(header).isEqualTo(201);
            assertThat(answer.text("session_id")).startsWith("tok_");
        }
    }

    @Test
    void anInvalidTokenDoesNotCreateAKefu() {
        for (String header : INVALID_AUTHORIZATIONS) {
            Answer answer = server.call("POST", "/api/users")
                    .header("Authorization", header)
                    .json("{\"user_type\": \"kefu\"}")
                    .send();
            assertThat(answer.status()).as(header).isEqualTo(401);
        }
    }

    @Test
    void anInvalidTokenIsRefused() {
        for (String header : INVALID_AUTHORIZATIONS) {
            Answer answer = server.call("GET", "/api/users/user123")
                    .header("Authorization", header)
                    .send();
            assertThat(answer.status()).as(header).isEqualTo(401);
            assertThat(answer.text("error.code")).isEqualTo("UNAUTHORIZED");
        }
    }

    @Test
    void theSchemeIsCaseInsensitive() {
        Answer answer = server.call("GET", "/api/users/user123")
                .header(
                        "Authorization",
                        "bEARER " + RestServer.token(RestServer.CUSTOMER).value())
                .send();
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void theUserHeaderMustMatchTheToken() {
        Answer own = server.call("GET", "/api/users/user123")
                .as(RestServer.CUSTOMER)
                .header("X-User-ID", "user123")
                .send();
        assertThat(own.status()).isEqualTo(200);
        Answer other = server.call("GET", "/api/users/user123")
                .as(RestServer.CUSTOMER)
                .header("X-User-ID", "kefu001")
                .send();
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.text("error.code")).isEqualTo("FORBIDDEN");
    }

    @Test
    void aLoginIgnoresAnExpiredToken() {
        Answer answer = server.call("POST", "/api/auth/kefu/login")
                .as(new UserId("long-gone"))
                .json("{\"kefu_id\":\"kefu001\",\"password\":\"password123\"}")
                .send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(server.call("GET", "/api/health")
                        .as(new UserId("long-gone"))
                        .send()
                        .status())
                .isEqualTo(200);
    }
}
