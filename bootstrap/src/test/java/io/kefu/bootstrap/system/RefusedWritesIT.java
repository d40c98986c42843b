package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that while Redis refuses writes all kinds of calls that only read are answered, and all kinds of writes get 503. */
class RefusedWritesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /**
     * The caller, the call, and the body of a write. {@code {new}} is a new name, {@code {network}} a new network, {@code
     * {session}} the open session.
     */
    private static final List<String> WRITES = """
            nobody   | POST /api/auth/kefu/login              | {"kefu_id": "kefu1", "password": "password123"}
            nobody   | POST /api/users                        | {}
            admin    | POST /api/users                        | {"user_id": "{new}", "user_type": "kefu", "password": "password123"}
            admin    | PUT /api/users/kefu1                   | {"max_sessions": 9}
            customer | PUT /api/users/customer1               | {"username": "x"}
            kefu     | POST /api/auth/kefu/heartbeat          | {"kefu_id": "kefu1"}
            customer | POST /api/messages/send                | {"to_user_id": "support", "content": "x"}
            kefu     | POST /api/messages/send                | {"to_user_id": "customer1", "content": "x"}
            admin    | POST /api/messages/send                | {"to_user_id": "kefu1", "content": "x"}
            kefu     | PUT /api/sessions/{session}/tags       | {"tags": ["{new}"]}
            kefu     | POST /api/sessions/{session}/notes     | {"content": "x"}
            admin    | POST /api/replies                      | {"shortcut": "{new}", "content": "x", "shared": true}
            kefu     | POST /api/replies                      | {"shortcut": "{new}", "content": "x"}
            admin    | PUT /api/hours                         | {"zone": "UTC", "weekly": {}}
            admin    | POST /api/blocks                       | {"network": "{network}", "reason": "x"}
            admin    | GET /api/users/customer1/export        |
            customer | GET /api/users/customer1/export        |
            """.lines().toList();

    private static final List<String> READS = """
            customer | GET /api/users/customer1
            kefu     | GET /api/users
            kefu     | GET /api/users/online
            kefu     | GET /api/users/customer1/presence
            customer | GET /api/messages/history/customer1
            kefu     | GET /api/messages/history/customer1?before_seq=2
            kefu     | GET /api/messages/history/kefu1
            kefu     | GET /api/messages/latest
            admin    | GET /api/messages/latest
            customer | GET /api/messages/unread
            kefu     | GET /api/messages/search?user_id=customer1&q=x
            customer | GET /api/messages/transcript/customer1
            customer | GET /api/sessions/{session}
            kefu     | GET /api/sessions
            kefu     | GET /api/sessions?status=active
            kefu     | GET /api/sessions/user/customer1
            kefu     | GET /api/sessions/active
            kefu     | GET /api/sessions/waiting
            kefu     | GET /api/sessions/{session}/notes
            kefu     | GET /api/replies
            kefu     | GET /api/blocks
            kefu     | GET /api/hours
            nobody   | GET /api/hours/now
            admin    | GET /api/audit
            kefu     | GET /api/stats/websocket
            kefu     | GET /api/analytics/users
            kefu     | GET /api/analytics/messages?start_date=2026-01-01&end_date=2026-01-31
            admin    | GET /api/analytics/kefu?start_date=2026-01-01&end_date=2026-01-31
            admin    | GET /api/analytics/queue?start_date=2026-01-01&end_date=2026-01-31
            customer | GET /api/files/{file}
            customer | GET /api/files/{file}/info
            """.lines().toList();

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static ProcessServer redis;
    private static RedisClient client;
    private static RedisCommands<String, String> commands;
    private static KefuNode node;
    private static Api api;
    private static Map<String, String> tokens;
    private static String session;
    private static String file;

    @BeforeAll
    static void start() {
        redis = ProcessServer.startStoring();
        client = RedisClient.create(redis.uri());
        commands = client.connect().sync();
        node = KefuNode.start(Map.of("redis.uri", redis.address(), "kefu.limits.enabled", true));
        api = new Api(node.uri());
        TestAccounts accounts = new TestAccounts(api);
        tokens = Map.of(
                "kefu", accounts.kefu("kefu1"),
                "customer", accounts.customer("customer1"),
                "admin", accounts.admin());
        session = api.post(tokens.get("customer"), "/api/sessions", "{\"user_id\": \"customer1\"}")
                .text("session_id");
        file = api.call("POST", "/api/files/upload")
                .as(tokens.get("customer"))
                .form(MultipartForm.file("a.txt", "text"))
                .send()
                .text("file_id");
    }

    @AfterAll
    static void stop() {
        node.close();
        client.shutdown();
        redis.close();
    }

    @Test
    void answersReadsWhileRedisIsFull() throws IOException {
        refuse(() -> commands.configSet("maxmemory", "1mb"), () -> commands.configSet("maxmemory", "0"));
    }

    @Test
    void answersReadsWhileReplicasAreMissing() throws IOException {
        refuse(
                () -> commands.configSet("min-replicas-to-write", "1"),
                () -> commands.configSet("min-replicas-to-write", "0"));
    }

    @Test
    void answersReadsWhileRedisIsAReplica() throws IOException {
        refuse(() -> commands.replicaof("127.0.0.1", 1), commands::replicaofNoOne);
    }

    /** A folder in the place of the snapshot makes each snapshot fail, and Redis then refuses writes (MISCONF). */
    @Test
    void answersReadsWhileRedisCannotWriteToItsDisk() throws IOException {
        Path obstacle = Path.of(commands.configGet("dir").get("dir"), "dump.rdb");
        commands.configSet("save", "3600 1000000");
        refuse(
                () -> {
                    Files.createDirectories(obstacle.resolve("full"));
                    saveAndAwait("err");
                },
                () -> {
                    Files.delete(obstacle.resolve("full"));
                    Files.delete(obstacle);
                    saveAndAwait("ok");
                    commands.configSet("save", "");
                });
    }

    private static void saveAndAwait(String status) {
        commands.bgsave();
        Deadline.await(
                PATIENCE,
                "The snapshot does not end with " + status,
                () -> commands.info("persistence").contains("rdb_last_bgsave_status:" + status));
    }

    private interface Change {
        void make() throws IOException;
    }

    private static void refuse(Change refusal, Change permission) throws IOException {
        assertAllWork();
        refusal.make();
        try {
            awaitHealth(503);
            WRITES.forEach(RefusedWritesIT::assertRefused);
            READS.forEach(RefusedWritesIT::assertWorks);
        } finally {
            permission.make();
        }
        awaitHealth(200);
        assertAllWork();
    }

    private static void assertRefused(String write) {
        Answer answer = call(write);
        assertThat(answer.status()).as("%s: %s", write, answer).isEqualTo(503);
        assertThat(answer.text("error.code")).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(Integer.parseInt(Objects.requireNonNull(answer.header("Retry-After"))))
                .isPositive();
        assertThat(answer.body()).doesNotContainIgnoringCase("redis").doesNotContain("script");
    }

    private static void assertAllWork() {
        WRITES.forEach(RefusedWritesIT::assertWorks);
        READS.forEach(RefusedWritesIT::assertWorks);
    }

    private static void assertWorks(String call) {
        Answer answer = call(call);
        assertThat(answer.status()).as("%s: %s", call, answer).isIn(200, 201);
    }

    private static Answer call(String row) {
        int number = NUMBERS.incrementAndGet();
        List<String> cells = Arrays.stream(row.split("\\|", -1))
                .map(cell -> cell.strip()
                        .replace("{new}", "x" + number)
                        .replace("{network}", "10.%d.%d.0/24".formatted(number / 256, number % 256))
                        .replace("{session}", session)
                        .replace("{file}", file))
                .toList();
        String[] route = cells.get(1).split(" ", -1);
        Api.Call call = api.call(route[0], route[1]).as(tokens.get(cells.getFirst()));
        return cells.size() < 3 || cells.get(2).isEmpty()
                ? call.send()
                : call.json(cells.get(2)).send();
    }

    private static void awaitHealth(int status) {
        Deadline.await(
                PATIENCE,
                "Health does not answer " + status,
                () -> api.get(null, "/api/health").status() == status);
    }
}
