package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Tests the responses while Redis is down or hangs, and after it is back. */
@Isolated("It measures short times.")
class RedisOutageIT {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);
    private static final Duration HEALTH_ANSWERED_WITHIN = Duration.ofSeconds(1);
    private static final String DAYS = "?start_date=2026-01-01&end_date=2026-01-31";
    private static final Duration AVAILABLE_WITHIN = Duration.ofSeconds(20);
    private static ProcessServer redis;
    private static KefuNode node;
    private static Api api;
    private static String kefu;
    private static String customer;
    private static String session;
    private static String file;

    @BeforeAll
    static void start() {
        redis = ProcessServer.startStoring();
        node = KefuNode.start(Map.of("redis.uri", redis.address(), "kefu.limits.enabled", true));
        api = new Api(node.uri());
        TestAccounts staff = new TestAccounts(api);
        kefu = staff.kefu("kefu1");
        customer = staff.customer("customer1");
        session = api.post(customer, "/api/sessions", "{\"user_id\": \"customer1\"}")
                .text("session_id");
        file = upload().text("file_id");
    }

    @AfterAll
    static void stop() {
        node.close();
        redis.close();
    }

    private static Answer upload() {
        return api.call("POST", "/api/files/upload")
                .as(customer)
                .form(MultipartForm.file("a.txt", "text"))
                .send();
    }

    /** A call, and the status of its response while Redis is available. */
    private record Probe(String name, int status, Supplier<Answer> call) {}

    private static List<Probe> probes() {
        return List.of(
                new Probe(
                        "login",
                        200,
                        () -> api.post(
                                null, "/api/auth/kefu/login", TestAccounts.login("kefu1", TestAccounts.PASSWORD))),
                new Probe("sign-up", 201, () -> api.post(null, "/api/users", "{}")),
                new Probe(
                        "heartbeat", 200, () -> api.post(kefu, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"kefu1\"}")),
                new Probe("user", 200, () -> api.get(customer, "/api/users/customer1")),
                new Probe("change", 200, () -> api.put(customer, "/api/users/customer1", "{\"username\": \"x\"}")),
                new Probe("users", 200, () -> api.get(kefu, "/api/users")),
                new Probe("online", 200, () -> api.get(kefu, "/api/users/online")),
                new Probe(
                        "send",
                        200,
                        () -> api.post(
                                customer, "/api/messages/send", "{\"to_user_id\": \"support\", \"content\": \"x\"}")),
                new Probe("history", 200, () -> api.get(customer, "/api/messages/history/customer1")),
                new Probe("latest", 200, () -> api.get(kefu, "/api/messages/latest")),
                new Probe("open", 200, () -> api.post(customer, "/api/sessions", "{\"user_id\": \"customer1\"}")),
                new Probe("session", 200, () -> api.get(customer, "/api/sessions/" + session)),
                new Probe("sessions", 200, () -> api.get(kefu, "/api/sessions/active")),
                new Probe("export", 200, () -> api.get(customer, "/api/users/customer1/export")),
                new Probe("transcript", 200, () -> api.get(customer, "/api/messages/transcript/customer1")),
                new Probe("customers", 200, () -> api.get(kefu, "/api/analytics/users")),
                new Probe("report", 200, () -> api.get(kefu, "/api/analytics/kefu.csv" + DAYS)),
                new Probe("statistics", 200, () -> api.get(kefu, "/api/analytics/messages" + DAYS)),
                new Probe("upload", 200, RedisOutageIT::upload),
                new Probe("file", 200, () -> api.get(customer, "/api/files/" + file)),
                new Probe("link", 200, () -> api.post(customer, "/api/files/" + file + "/link", "{}")));
    }

    @Test
    void answersWithUnavailableWhileRedisIsDown() {
        assertAllWorks();
        redis.kill();
        try {
            assertAllUnavailable();
        } finally {
            redis.restart();
        }
        awaitAllWorking();
    }

    @Test
    void answersWithUnavailableWhileRedisHangs() {
        assertAllWorks();
        redis.hang();
        try {
            assertAllUnavailable();
        } finally {
            redis.resume();
        }
        awaitAllWorking();
    }

    private static void assertAllWorks() {
        for (Probe probe : probes()) {
            Answer answer = probe.call().get();
            assertThat(answer.status()).as("%s: %s", probe.name(), answer).isEqualTo(probe.status());
        }
        assertThat(api.get(null, "/api/health").status()).isEqualTo(200);
        assertThat(api.get(null, "/health/readiness").status()).isEqualTo(200);
    }

    private static void assertAllUnavailable() {
        // Health keeps its last result for a second.
        awaitHealth(503);
        Answer health = timed("health", HEALTH_ANSWERED_WITHIN, () -> api.get(null, "/api/health"));
        assertThat(health.status()).isEqualTo(503);
        assertThat(JsonExample.differences("""
                        {"status": "unhealthy", "timestamp": "<time>",
                         "services": {"redis": "disconnected", "websocket": "running"}}""", health.json())).isEmpty();
        Answer readiness = timed("readiness", HEALTH_ANSWERED_WITHIN, () -> api.get(null, "/health/readiness"));
        assertThat(readiness.status()).isEqualTo(503);
        Answer sockets = timed("sockets", HEALTH_ANSWERED_WITHIN, () -> api.get(kefu, "/api/stats/websocket"));
        assertThat(sockets.status()).isEqualTo(503);
        assertThat(sockets.text("error.code")).isEqualTo("SERVICE_UNAVAILABLE");
        for (Probe probe : probes()) {
            Answer answer = timed(probe.name(), ANSWERED_WITHIN, probe.call());
            assertThat(answer.status()).as("%s: %s", probe.name(), answer).isEqualTo(503);
            assertThat(answer.text("error.code")).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(answer.text("request_id")).isEqualTo(answer.header("X-Request-ID"));
            assertThat(Integer.parseInt(Objects.requireNonNull(answer.header("Retry-After"))))
                    .isPositive();
            assertThat(answer.body()).doesNotContainIgnoringCase("redis").doesNotContain("Exception");
        }
        assertThat(api.get(null, "/health/liveness").status()).isEqualTo(200);
    }

    private static Answer timed(String name, Duration limit, Supplier<Answer> call) {
        Instant start = Instant.now();
        Answer answer = call.get();
        assertThat(Duration.between(start, Instant.now())).as(name).isLessThan(limit);
        return answer;
    }

    private static void awaitAllWorking() {
        awaitHealth(200);
        assertAllWorks();
    }

    private static void awaitHealth(int status) {
        Deadline.await(
                AVAILABLE_WITHIN,
                "Health does not answer " + status,
                () -> api.get(null, "/api/health").status() == status);
    }
}
