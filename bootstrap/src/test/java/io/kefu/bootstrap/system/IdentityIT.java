package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests logins and logouts on two nodes behind a proxy, with rate limits switched on. */
class IdentityIT {
    private static final Map<String, Object> SETTINGS =
            Map.of("kefu.limits.enabled", true, "kefu.http.trusted-proxies", List.of("127.0.0.1", "::1"));
    private static final int ATTEMPTS = 5;
    private static KefuNode node;
    private static KefuNode other;
    private static Api api;
    private static Api beside;
    private static TestAccounts staff;

    @BeforeAll
    static void start() {
        node = KefuNode.start(SETTINGS);
        other = node.startBeside(SETTINGS);
        api = new Api(node.uri());
        beside = new Api(other.uri());
        staff = new TestAccounts(api);
    }

    @AfterAll
    static void stop() {
        other.close();
        node.close();
    }

    private static Answer logIn(Api at, String address, String id, String password) {
        return at.call("POST", "/api/auth/kefu/login")
                .header("X-Forwarded-For", address)
                .json(TestAccounts.login(id, password))
                .send();
    }

    @Test
    void answersAWrongIdAsAWrongPassword() {
        staff.kefu("kefu-alike");
        staff.customer("customer-alike");
        Answer password = logIn(api, "203.0.113.1", "kefu-alike", "wrong-password");
        assertThat(password.status()).isEqualTo(401);
        assertThat(ComparableAnswer.of(logIn(api, "203.0.113.1", "nobody-alike", "wrong-password")))
                .isEqualTo(ComparableAnswer.of(password));
        assertThat(ComparableAnswer.of(logIn(api, "203.0.113.1", "customer-alike", "wrong-password")))
                .isEqualTo(ComparableAnswer.of(password));
    }

    @Test
    void locksAnAccountOnlyForTheAddressOfTheFailures() {
        staff.kefu("kefu-locked");
        for (String id : List.of("kefu-locked", "nobody-locked")) {
            for (int i = 0; i < ATTEMPTS; i++) {
                assertThat(logIn(i % 2 == 0 ? api : beside, "203.0.113.2", id, "wrong-password")
                                .status())
                        .isEqualTo(401);
            }
            Answer locked = logIn(api, "203.0.113.2", id, TestAccounts.PASSWORD);
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.text("error.code")).isEqualTo("RATE_LIMITED");
            assertThat(Integer.parseInt(Objects.requireNonNull(locked.header("Retry-After"))))
                    .isBetween(1, 15 * 60);
            assertThat(logIn(beside, "203.0.113.2", id, TestAccounts.PASSWORD).status())
                    .isEqualTo(429);
        }
        assertThat(logIn(api, "203.0.113.3", "kefu-locked", TestAccounts.PASSWORD)
                        .status())
                .isEqualTo(200);
        assertThat(logIn(api, "203.0.113.2", "kefu-locked", TestAccounts.PASSWORD)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void resetsTheFailuresAfterASuccess() {
        staff.kefu("kefu-forgiven");
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i < ATTEMPTS; i++) {
                assertThat(logIn(api, "203.0.113.4", "kefu-forgiven", "wrong-password")
                                .status())
                        .isEqualTo(401);
            }
            assertThat(logIn(api, "203.0.113.4", "kefu-forgiven", TestAccounts.PASSWORD)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void signsUpCustomersWithAFreeId() {
        Answer made = api.post(null, "/api/users", "{}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("session_id")).startsWith("tok_");
        assertThat(made.text("expires_at")).isNotEmpty();
        assertThat(made.text("user_type")).isEqualTo("customer");
        String own = "/api/users/" + made.text("user_id");
        assertThat(beside.get(made.text("session_id"), own).status()).isEqualTo(200);
        String chosen = "{\"user_id\": \"customer-chosen\"}";
        assertThat(api.post(null, "/api/users", chosen).status()).isEqualTo(201);
        Answer taken = beside.post(null, "/api/users", chosen);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("error.code")).isEqualTo("CONFLICT");
        assertThat(taken.text("session_id")).isEmpty();
    }

    @Test
    void endsALoginOnEveryNode() {
        String customer = staff.customer("customer-out");
        assertThat(beside.get(customer, "/api/users/customer-out").status()).isEqualTo(200);
        assertThat(api.call("POST", "/api/auth/logout").as(customer).send().status())
                .isEqualTo(200);
        assertThat(api.get(customer, "/api/users/customer-out").status()).isEqualTo(401);
        assertThat(beside.get(customer, "/api/users/customer-out").status()).isEqualTo(401);
    }

    @Test
    void endsAllLoginsOfAKefuOnTheirLogout() {
        String first = staff.kefu("kefu-out");
        String second =
                logIn(beside, "203.0.113.5", "kefu-out", TestAccounts.PASSWORD).text("session_id");
        assertThat(beside.post(first, "/api/auth/kefu/logout", "{\"kefu_id\": \"kefu-out\"}")
                        .status())
                .isEqualTo(200);
        for (String token : List.of(first, second)) {
            assertThat(api.get(token, "/api/users").status()).isEqualTo(401);
            assertThat(beside.get(token, "/api/users").status()).isEqualTo(401);
        }
    }

    @Test
    void keepsTheOtherLoginsOfAUser() {
        String first = staff.kefu("kefu-twice");
        String second = staff.logIn("kefu-twice", TestAccounts.PASSWORD);
        assertThat(api.call("POST", "/api/auth/logout").as(first).send().status())
                .isEqualTo(200);
        assertThat(beside.get(first, "/api/users").status()).isEqualTo(401);
        assertThat(beside.get(second, "/api/users").status()).isEqualTo(200);
    }

    @Test
    void endsAllLoginsAfterAPasswordChange() {
        String first = staff.kefu("kefu-changed");
        String second = staff.logIn("kefu-changed", TestAccounts.PASSWORD);
        String change = "{\"password\": \"password456\", \"old_password\": \"password123\"}";
        assertThat(api.put(first, "/api/users/kefu-changed", change).status()).isEqualTo(200);
        for (String token : List.of(first, second)) {
            assertThat(api.get(token, "/api/users").status()).isEqualTo(401);
            assertThat(beside.get(token, "/api/users").status()).isEqualTo(401);
        }
        assertThat(logIn(api, "203.0.113.6", "kefu-changed", TestAccounts.PASSWORD)
                        .status())
                .isEqualTo(401);
        assertThat(logIn(api, "203.0.113.6", "kefu-changed", "password456").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "away"})
    void keepsTheStatusOverLoginsAndPasswordChanges(String status) {
        String id = "kefu-" + status;
        String first = staff.kefu(id);
        String beat = "{\"kefu_id\": \"%s\"}".formatted(id);
        String choice = "{\"kefu_id\": \"%s\", \"status\": \"%s\"}".formatted(id, status);
        assertThat(beside.post(first, "/api/auth/kefu/heartbeat", choice).text("status"))
                .isEqualTo(status);
        Answer second = logIn(beside, "203.0.113.8", id, TestAccounts.PASSWORD);
        assertThat(second.text("kefu_info.status")).isEqualTo(status);
        assertThat(api.put(staff.admin(), "/api/users/" + id, "{\"max_sessions\": 3, \"skills\": [\"vip\"]}")
                        .status())
                .isEqualTo(200);
        String change = "{\"password\": \"password456\", \"old_password\": \"password123\"}";
        assertThat(api.put(first, "/api/users/" + id, change).status()).isEqualTo(200);
        Answer third = logIn(api, "203.0.113.8", id, "password456");
        assertThat(third.text("kefu_info.status")).isEqualTo(status);
        String token = third.text("session_id");
        assertThat(beside.post(token, "/api/auth/kefu/heartbeat", beat).text("status"))
                .isEqualTo(status);
        assertThat(api.call("POST", "/api/auth/logout").as(token).send().status())
                .isEqualTo(200);
        assertThat(logIn(api, "203.0.113.8", id, "password456").text("kefu_info.status"))
                .isEqualTo("online");
    }

    @Test
    void requiresTheUserHeaderToMatchTheToken() {
        String token = staff.customer("customer-header");
        for (String id : List.of("customer-header", "nobody", "")) {
            Answer answer = api.call("GET", "/api/users/customer-header")
                    .as(token)
                    .header("X-User-ID", id)
                    .send();
            assertThat(answer.status()).isEqualTo(id.equals("customer-header") ? 200 : 403);
        }
        assertThat(api.call("GET", "/api/users/customer-header")
                        .header("X-User-ID", "customer-header")
                        .send()
                        .status())
                .isEqualTo(401);
    }
}
