package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.presence.RecordHeartbeat;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.port.Desk;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.wiring.SteppedWallClock;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.testing.Deadline;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps the machine's clock of one of two nodes while sockets and sessions are open on both. */
class ClockStepIT {
    private static final Duration LEASE = Duration.ofSeconds(45);

    private static ChatNode stepped;
    private static ChatNode other;

    @BeforeAll
    static void open() {
        // Leases are renewed with each heartbeat. With a shorter one, a busy machine closes the sockets.
        Map<String, Object> shortTimes = Map.of("kefu.websocket.heartbeat", "3s", "kefu.presence.grace", "1s");
        Map<String, Object> steppedTimes = new HashMap<>(shortTimes);
        steppedTimes.put("kefu.test.wall-clock", "stepped");
        stepped = new ChatNode(steppedTimes);
        other = stepped.beside(shortTimes);
    }

    @AfterAll
    static void close() {
        other.close();
        stepped.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT150S", "PT-150S", "PT24H"})
    void keepsConnectionsSessionsAndLeasesUnchanged(Duration step) {
        try (Chat near = new Chat(stepped, other);
                Chat far = new Chat(other, stepped)) {
            stepped.bean(SteppedWallClock.class).step(step);
            near.beat();
            far.beat();
            awaitSweepsAndRenewals();
            near.assertUnaffected();
            far.assertUnaffected();
            assertThat(leaseEnds())
                    .hasSizeGreaterThanOrEqualTo(6)
                    .allMatch(end -> end > now() && end <= now() + LEASE.toMillis());
        } finally {
            stepped.bean(SteppedWallClock.class).step(step.negated());
        }
    }

    private static long now() {
        return other.bean(InstantSource.class).millis();
    }

    /** The ends of all leases of connections and heartbeats, in milliseconds since 1970. */
    private static List<Long> leaseEnds() {
        Redis redis = other.bean(Redis.class);
        return redis.await(redis.commands().zrangeWithScores(DeskKeys.LEASES, 0, -1)).stream()
                .map(lease -> (long) lease.getScore())
                .toList();
    }

    /** Waits until the sweep has run some times and both nodes have renewed the leases of their users twice. */
    private static void awaitSweepsAndRenewals() {
        long swept = runs("release_silent_kefu", stepped, other);
        long near = runs("connect_users", stepped);
        long far = runs("connect_users", other);
        Deadline deadline = new Deadline(Duration.ofSeconds(30), "The sweep does not run or leases are not renewed");
        while (runs("release_silent_kefu", stepped, other) < swept + 3
                || runs("connect_users", stepped) < near + 2
                || runs("connect_users", other) < far + 2) {
            deadline.check();
        }
    }

    private static long runs(String script, ChatNode... nodes) {
        return Stream.of(nodes)
                .map(node -> node.bean(MeterRegistry.class)
                        .get("kefu.redis.script")
                        .tag("script", script)
                        .timer())
                .mapToLong(timer -> timer.count())
                .sum();
    }

    /** A kefu on one node who serves a customer on the other. */
    private static final class Chat implements AutoCloseable {
        private final ChatNode node;
        private final TestUser kefu;
        private final ChatClient console;
        private final ChatClient page;
        private final SessionId session;

        Chat(ChatNode ofKefu, ChatNode ofCustomer) {
            node = ofKefu;
            kefu = ofKefu.kefu();
            console = ofKefu.connect(kefu);
            page = ofCustomer.connect(ofCustomer.customer());
            page.say("support", "before");
            session = new SessionId(text(page.await("ack"), "session_id"));
            console.await("message");
        }

        void beat() {
            UserId id = new UserId(kefu.id());
            node.bean(RecordHeartbeat.class).record(new Principal(id, Role.KEFU, kefu.id()), id, null);
        }

        void assertUnaffected() {
            UserId id = new UserId(kefu.id());
            assertThat(console.isClosed()).isFalse();
            assertThat(page.isClosed()).isFalse();
            assertThat(stepped.bean(Desk.class).servedBy(id)).containsExactly(session);
            for (ChatNode node : List.of(stepped, other)) {
                Instant now = node.bean(InstantSource.class).instant();
                assertThat(node.bean(Presence.class).statuses(List.of(id), now)).containsEntry(id, KefuStatus.ONLINE);
            }
            page.say("support", "after");
            JsonNode message = console.await("message");
            assertThat(Instant.parse(text(message, "timestamp")))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
            for (ChatClient client : List.of(console, page)) {
                assertThat(client.untilPong("notification").stream().map(data -> text(data, "event")))
                        .doesNotContain("user_offline", "session_closed", "session_transferred", "session_waiting");
            }
        }

        @Override
        public void close() {
            console.close();
            page.close();
            node.retire(kefu);
        }
    }
}
