package io.kefu.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.session.testing.SessionFixture;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.RoutingPolicy;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignWaitingTest {
    private final SessionFixture fixture = SessionFixture.inMemory();

    @Test
    void theOldestSessionsAreAssignedFirst() {
        List<SessionId> waiting = open(3);
        UserId kefu = fixture.comes("kefu", 2);
        assertThat(fixture.find(waiting.get(0)).kefu()).isEqualTo(kefu);
        assertThat(fixture.find(waiting.get(1)).kefu()).isEqualTo(kefu);
        assertThat(fixture.find(waiting.get(2)).state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void sessionsAreSpreadEvenly() {
        List<SessionId> waiting = open(7);
        List<UserId> kefu = List.of(new UserId("k1"), new UserId("k2"), new UserId("k3"));
        kefu.forEach(id -> fixture.presence()
                .heartbeat(
                        id, new User.Service(3, Set.of()), null, fixture.clock().instant(), SessionFixture.LEASE));
        fixture.assignWaiting().assign();
        assertThat(kefu).extracting(id -> fixture.desk().servedBy(id).size()).containsExactly(3, 2, 2);
        assertThat(waiting).allMatch(id -> fixture.find(id).state() == SessionState.ACTIVE);
    }

    @Test
    void newCapacityIsUsedForTheOldestSession() {
        fixture.comes("kefu", 1);
        List<SessionId> sessions = open(3);
        fixture.closes(sessions.get(0));
        fixture.assignWaiting().assign();
        assertThat(fixture.find(sessions.get(1)).state()).isEqualTo(SessionState.ACTIVE);
        assertThat(fixture.find(sessions.get(2)).state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void aBusyKefuGetsNoSession() {
        SessionId waiting = open(1).getFirst();
        UserId kefu = new UserId("kefu");
        beat(kefu, KefuStatus.BUSY);
        fixture.assignWaiting().assign();
        assertThat(fixture.find(waiting).state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void sessionsThatNoKefuFitsDoNotBlockOthers() {
        List<SessionId> hard = open(250);
        Session easy = fixture.opens("easy", "sales", null);
        UserId kefu = fixture.comes("kefu", 2, "sales");
        assertThat(fixture.find(easy.id()).kefu()).isEqualTo(kefu);
        assertThat(hard).allMatch(id -> fixture.find(id).state() == SessionState.WAITING);
    }

    @Test
    void severalPartsOfTheQueueAreAssigned() {
        List<SessionId> waiting = open(250);
        fixture.comes("kefu", 240);
        assertThat(waiting.subList(0, 240)).allMatch(id -> fixture.find(id).state() == SessionState.ACTIVE);
        assertThat(waiting.subList(240, 250)).allMatch(id -> fixture.find(id).state() == SessionState.WAITING);
    }

    @Test
    void anotherKefuGetsTheSessionIfTheChosenOneBecomesBusy() {
        SessionId waiting = open(1).getFirst();
        List.of("k1", "k2").forEach(id -> beat(new UserId(id), KefuStatus.ONLINE));
        RoutingPolicy turning = (request, candidates) -> {
            beat(new UserId("k1"), KefuStatus.BUSY);
            return RoutingPolicy.standard().choose(request, candidates);
        };
        new AssignWaiting(
                        fixture.desk(),
                        fixture.overdue(),
                        fixture.sessions(),
                        turning,
                        fixture.hours(),
                        fixture.clock())
                .assign();
        assertThat(fixture.find(waiting).kefu()).isEqualTo(new UserId("k2"));
    }

    @Test
    void aPolicyThatChoosesAFullKefuDoesNotLoopForEver() {
        UserId full = fixture.comes("full", 1);
        List<SessionId> sessions = open(2);
        RoutingPolicy stubborn = (request, candidates) -> Optional.of(full);
        new AssignWaiting(
                        fixture.desk(),
                        fixture.overdue(),
                        fixture.sessions(),
                        stubborn,
                        fixture.hours(),
                        fixture.clock())
                .assign();
        assertThat(fixture.find(sessions.get(1)).state()).isEqualTo(SessionState.WAITING);
    }

    private void beat(UserId kefu, KefuStatus status) {
        fixture.presence()
                .heartbeat(kefu, User.Service.DEFAULT, status, fixture.clock().instant(), SessionFixture.LEASE);
    }

    private List<SessionId> open(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> fixture.opens("customer" + i).id())
                .toList();
    }
}
