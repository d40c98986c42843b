package io.kefu.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.testing.Parallel;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import io.kefu.redis.presence.RedisPresence;
import io.kefu.redis.testing.RedisExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Concurrent use cases on a real Redis. */
class ConcurrentSessionsIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private SessionFixture fixture = SessionFixture.inMemory();

    @BeforeEach
    void begin() {
        TestClock clock = TestClock.atNoon();
        RedisDesk desk = new RedisDesk(REDIS.redis());
        fixture = new SessionFixture(
                clock,
                desk,
                new RedisOverdueSessions(REDIS.redis()),
                new RedisSessionStore(REDIS.redis(), REDIS.indexer(), new InMemoryHours(), clock),
                new RedisPresence(REDIS.redis()));
    }

    @Test
    void fiftyConcurrentOpeningsOfOneCustomerMakeOneSession() {
        fixture.comes("kefu", 10);
        List<Session> opened = Parallel.call(50, i -> fixture.opens("customer"));
        assertThat(opened.stream().map(Session::id).distinct()).hasSize(1);
        assertThat(opened).extracting(Session::state).containsOnly(SessionState.ACTIVE);
        assertThat(fixture.desk().servedBy(new UserId("kefu"))).hasSize(1);
    }

    @Test
    void twoHundredConcurrentOpeningsNeverExceedTheLimits() {
        List<UserId> kefu = IntStream.range(0, 5)
                .mapToObj(i -> fixture.comes("kefu" + i, 10))
                .toList();
        List<SessionId> opened =
                Parallel.call(200, i -> fixture.opens("customer" + i).id());
        fixture.assignWaiting().assign();

        assertThat(kefu).allMatch(id -> fixture.desk().servedBy(id).size() == 10);
        List<Session> found = fixture.sessions().findAll(opened);
        assertThat(found.stream().filter(s -> s.state() == SessionState.ACTIVE)).hasSize(50);
        List<Desk.Assignment> assignments =
                opened.stream().map(id -> fixture.desk().find(id).orElseThrow()).toList();
        assertThat(assignments.stream()
                        .map(Desk.Assignment::position)
                        .filter(position -> position > 0)
                        .sorted())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 150).boxed().toList());
        assertThat(found).extracting(s -> String.valueOf(s.kefu())).isEqualTo(kefuOf(assignments));
    }

    @Test
    void noSessionIsLostWhileKefuLogInAndOut() {
        List<UserId> kefu = IntStream.range(0, 4)
                .mapToObj(i -> fixture.comes("kefu" + i, 5))
                .toList();
        List<SessionId> opened = Parallel.call(60, i -> {
            if (i % 10 == 5) {
                fixture.presence().endDuty(kefu.get(i / 10 % 2), fixture.clock().instant());
                fixture.releaseKefu().release(kefu.get(i / 10 % 2));
            }
            return fixture.opens("customer" + i).id();
        });
        fixture.assignWaiting().assign();

        assertThat(fixture.desk().servedBy(kefu.get(0))).isEmpty();
        assertThat(fixture.desk().servedBy(kefu.get(1))).isEmpty();
        assertThat(fixture.desk().servedBy(kefu.get(2))).hasSize(5);
        assertThat(fixture.desk().servedBy(kefu.get(3))).hasSize(5);
        List<Desk.Assignment> assignments =
                opened.stream().map(id -> fixture.desk().find(id).orElseThrow()).toList();
        assertThat(assignments.stream().filter(p -> p.position() > 0)).hasSize(50);
        assertThat(fixture.sessions().findAll(opened))
                .extracting(s -> String.valueOf(s.kefu()))
                .isEqualTo(kefuOf(assignments));
    }

    private static List<String> kefuOf(List<Desk.Assignment> assignments) {
        return assignments.stream().map(p -> String.valueOf(p.kefu())).toList();
    }
}
