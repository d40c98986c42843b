package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.account.EraseInactiveCustomers;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.system.KeyTable.Row;
import io.kefu.bootstrap.wiring.SettableClock;
import io.kefu.redis.analytics.RedisCounters;
import io.kefu.redis.testing.Deadline;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import io.micronaut.context.env.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Simulates a day of traffic, and compares the keys in Redis with the table in {@code docs/redis-keys.md}. */
class KeyBoundsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int QUARTERS = 96;

    private static final KeyTable TABLE = KeyTable.read();
    private static final Random RANDOM = new Random(96);

    private static KefuNode node;
    private static Api api;
    private static SettableClock clock;
    private static RedisClient client;
    private static RedisCommands<String, String> redis;
    private final Map<String, String> kefu = new HashMap<>();
    private final List<String> customers = new ArrayList<>();

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of("kefu.test.clock", "2026-03-01T00:00:00Z"));
        api = new Api(node.uri());
        clock = node.bean(SettableClock.class);
        client = RedisClient.create(node.bean(Environment.class).getRequiredProperty("redis.uri", String.class));
        redis = client.connect().sync();
    }

    @AfterAll
    static void stop() {
        client.close();
        node.close();
    }

    @Test
    void hasABoundForEveryKeyInTheTable() {
        assertThat(TABLE.rows())
                .hasSizeGreaterThan(40)
                .allSatisfy(row -> assertThat(row.isBounded())
                        .as("%s: %s", row.pattern(), row.bound())
                        .isTrue());
    }

    @Test
    void boundsEveryKeyOfADayOfTraffic() {
        TestAccounts staff = new TestAccounts(api);
        staff.admin();
        for (String id : List.of("kefu1", "kefu2", "kefu3")) {
            kefu.put(id, staff.kefu(id));
        }
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            clock.advance(QUARTER);
            work("customer" + quarter, staff.customer("customer" + quarter));
        }
        assertBounded(kefu.size() + 1L + customers.size());

        // All staff log out in the evening.
        kefu.forEach((id, token) -> api.post(token, "/api/auth/kefu/logout", "{\"kefu_id\": \"%s\"}".formatted(id)));
        api.post(staff.logIn("admin", KefuNode.ADMIN_PASSWORD), "/api/auth/kefu/logout", "{\"kefu_id\": \"admin\"}");
        awaitNone("A key outlives what it describes", row -> row.isTemporary());

        clock.advance(Duration.ofDays(3));
        node.bean(RedisCounters.class).fold(clock.instant());
        assertThat(keys()).noneMatch(key -> key.matches("\\{p\\d+}:(counts|work):.*"));
        assertThat(keys()).anyMatch(key -> key.startsWith("{folded}:counts:"));

        // No customer returns within a year.
        node.bean(EraseInactiveCustomers.class).erase();
        assertThat(redis.zcard("{users}:created:customer")).isEqualTo(customers.size());
        clock.advance(Duration.ofDays(366));
        node.bean(EraseInactiveCustomers.class).erase();
        assertThat(redis.zcard("{users}:created:customer")).isZero();
        // The state and the log of three pair conversations are left.
        assertThat(keys())
                .filteredOn(key -> TABLE.of(key).filter(Row::isOfConversation).isPresent())
                .hasSize(6);
        assertBounded(kefu.size() + 1L);
    }

    /** The traffic of a quarter of an hour. */
    private void work(String id, String token) {
        customers.add(id);
        kefu.forEach((name, theirs) ->
                api.post(theirs, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"%s\"}".formatted(name)));
        Answer opened = api.post(token, "/api/sessions", "{\"user_id\": \"%s\"}".formatted(id));
        String session = opened.text("session_id");
        String serving = kefu.getOrDefault(opened.text("kefu_id"), "");
        say(token, "support", "x");
        String message = say(token, "support", "y").text("message_id");
        if (!serving.isEmpty()) {
            say(serving, id, "z");
            api.post(serving, "/api/messages/" + message + "/recall", "");
            api.post(serving, "/api/sessions/" + session + "/notes", "{\"content\": \"x\"}");
            api.post(serving, "/api/replies", "{\"shortcut\": \"%s\", \"content\": \"x\"}".formatted(id));
        }
        if (RANDOM.nextInt(3) == 0) {
            api.post(token, "/api/messages/" + message + "/recall", "");
        }
        if (RANDOM.nextInt(4) > 0) {
            api.post(token, "/api/sessions/" + session + "/close", "{}");
            api.post(token, "/api/sessions/" + session + "/rating", "{\"score\": 5}");
        }
        say(kefu.getOrDefault("kefu1", ""), "kefu2", "x");
        say(kefu.getOrDefault("kefu2", ""), "kefu3", "x");
        say(kefu.getOrDefault("kefu3", ""), "kefu1", "x");
    }

    private static Answer say(String token, String to, String content) {
        String id = "c" + RANDOM.nextInt(1_000_000_000);
        return api.post(
                token,
                "/api/messages/send",
                "{\"to_user_id\": \"%s\", \"content\": \"%s\", \"client_msg_id\": \"%s\"}".formatted(to, content, id));
    }

    private static void assertBounded(long users) {
        List<String> keys = keys();
        assertThat(keys).isNotEmpty();
        for (String key : keys) {
            assertThat(TABLE.of(key)).as("%s is in the table", key).isPresent();
            Row row = TABLE.of(key).orElseThrow();
            long left = redis.pttl(key);
            // The key may have expired meanwhile.
            if (left != -2) {
                assertThat(left > 0).as("%s expires: %s", key, row.bound()).isEqualTo(row.expires());
                assertThat(size(key)).as("%s: %s", key, row.bound()).isLessThanOrEqualTo(row.mostEntries(users));
            }
        }
    }

    private static void awaitNone(String complaint, Predicate<Row> unwanted) {
        Deadline deadline = new Deadline(PATIENCE, complaint);
        while (keys().stream().anyMatch(key -> TABLE.of(key).filter(unwanted).isPresent())) {
            clock.advance(Duration.ofMinutes(1));
            deadline.check();
        }
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        ScanIterator.scan(redis).forEachRemaining(keys::add);
        return keys;
    }

    private static long size(String key) {
        return switch (redis.type(key)) {
            case "hash" -> redis.hlen(key);
            case "zset" -> redis.zcard(key);
            case "set" -> redis.scard(key);
            case "stream" -> redis.xlen(key);
            case "list" -> redis.llen(key);
            default -> 1;
        };
    }
}
