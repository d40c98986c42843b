package io.kefu.application.session.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.RoutingPolicy.Candidate;
import io.kefu.domain.session.RoutingPolicy.Request;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Desk} must do with sessions that are opened, wait and are given to kefu. */
public abstract class DeskContract extends DeskFixture {
    @Test
    void sessionsQueueInTheOrderOfTheirOpening() {
        Assignment first = open("a");
        Assignment second = open("b");
        assertThat(first.position()).isEqualTo(1);
        assertThat(second.position()).isEqualTo(2);
        assertThat(second.number()).isGreaterThan(first.number());
        assertThat(first.kefu()).isNull();
        assertThat(first.customer()).isEqualTo(new UserId("a"));
        assertThat(first.type()).isEqualTo("sales");
        assertThat(first.createdAt()).isEqualTo(NOON);
        assertThat(desk.find(first.session())).contains(first);
    }

    @Test
    void aCustomerHasOneOpenSession() {
        Assignment first = open("a");
        assertThat(open("a")).isEqualTo(first);
        beat(KEFU, 1);
        Assignment assigned = assign(first, KEFU).orElseThrow();
        assertThat(open("a")).isEqualTo(assigned);
        desk.remove(first.session());
        assertThat(open("a").session()).isNotEqualTo(first.session());
    }

    @Test
    void anAssignedSessionLeavesTheQueue() {
        Assignment first = open("a");
        Assignment second = open("b");
        beat(KEFU, 1);
        Assignment assigned = assign(first, KEFU).orElseThrow();
        assertThat(assigned.kefu()).isEqualTo(KEFU);
        assertThat(assigned.position()).isZero();
        assertThat(assigned.number()).isGreaterThan(second.number());
        assertThat(desk.find(first.session())).contains(assigned);
        assertThat(desk.find(second.session()).orElseThrow().position()).isEqualTo(1);
        assertThat(desk.servedBy(KEFU)).containsExactly(first.session());
    }

    @Test
    void onlyAWaitingSessionIsAssigned() {
        Assignment session = open("a");
        beat(KEFU, 9);
        beat(KEFU_2, 9);
        assertThat(assign(session, KEFU)).isPresent();
        assertThat(assign(session, KEFU)).isEmpty();
        assertThat(assign(session, KEFU_2)).isEmpty();
        desk.remove(session.session());
        assertThat(assign(session, KEFU)).isEmpty();
    }

    @Test
    void nobodyGetsMoreThanTheLimit() {
        beat(KEFU, 2);
        beat(KEFU_2, 0);
        Assignment first = open("a");
        assertThat(assign(first, KEFU_2)).isEmpty();
        assertThat(assign(first, KEFU)).isPresent();
        assertThat(assign(open("b"), KEFU)).isPresent();
        Assignment third = open("c");
        assertThat(assign(third, KEFU)).isEmpty();
        beat(KEFU, 3);
        assertThat(assign(third, KEFU)).isPresent();
        beat(KEFU, 1);
        Assignment fourth = open("d");
        assertThat(assign(fourth, KEFU)).isEmpty();
        desk.remove(first.session());
        desk.remove(third.session());
        assertThat(assign(fourth, KEFU)).isEmpty();
        beat(KEFU, 2);
        assertThat(assign(fourth, KEFU)).isPresent();
    }

    @Test
    void onlyWhoIsOnlineIsGivenSessions() {
        Assignment session = open("a");
        assertThat(assign(session, KEFU)).isEmpty();
        presence.heartbeat(KEFU, User.Service.DEFAULT, KefuStatus.BUSY, NOON, LEASE);
        assertThat(assign(session, KEFU)).isEmpty();
        presence.heartbeat(KEFU, User.Service.DEFAULT, KefuStatus.AWAY, NOON, LEASE);
        assertThat(assign(session, KEFU)).isEmpty();
        presence.heartbeat(KEFU, User.Service.DEFAULT, KefuStatus.ONLINE, NOON, LEASE);
        assertThat(desk.assign(session.session(), KEFU, NOON.plus(LEASE))).isEmpty();
        presence.endDuty(KEFU, NOON);
        assertThat(assign(session, KEFU)).isEmpty();
        presence.logIn(KEFU, User.Service.DEFAULT, NOON, LEASE);
        assertThat(desk.assign(session.session(), KEFU, NOON.plus(LEASE).minusMillis(1)))
                .isPresent();
    }

    @Test
    void aRemovedSessionIsNowhere() {
        beat(KEFU, 1);
        Assignment served = open("a");
        Assignment waiting = open("b");
        Assignment next = open("c");
        assign(served, KEFU);
        desk.remove(waiting.session());
        desk.remove(served.session());
        desk.remove(served.session());
        assertThat(desk.find(served.session())).isEmpty();
        assertThat(desk.find(waiting.session())).isEmpty();
        assertThat(desk.servedBy(KEFU)).isEmpty();
        assertThat(desk.active(new PageRequest(1, 20))).isEqualTo(new Page<>(List.of(), 0));
        assertThat(desk.find(next.session()).orElseThrow().position()).isEqualTo(1);
    }

    @Test
    void activeSessionsComeInPagesNewestFirst() {
        beat(KEFU, 2);
        beat(KEFU_2, 2);
        List<Assignment> assignments =
                IntStream.range(0, 4).mapToObj(i -> open("c" + i)).toList();
        // Not in the order of opening, which is what counts.
        assign(assignments.get(2), KEFU);
        assign(assignments.get(0), KEFU);
        assign(assignments.get(3), KEFU_2);
        assign(assignments.get(1), KEFU_2);
        List<SessionId> opened = assignments.stream().map(Assignment::session).toList();
        open("waiting");
        assertThat(desk.active(new PageRequest(1, 3)))
                .isEqualTo(new Page<>(List.of(opened.get(3), opened.get(2), opened.get(1)), 4));
        assertThat(desk.active(new PageRequest(2, 3))).isEqualTo(new Page<>(List.of(opened.get(0)), 4));
        assertThat(desk.active(new PageRequest(3, 3))).isEqualTo(new Page<>(List.of(), 4));
        assertThat(desk.servedBy(KEFU)).containsExactly(opened.get(2), opened.get(0));
        assertThat(desk.loads(List.of(KEFU, KEFU_2, new UserId("nobody"))))
                .isEqualTo(Map.of(KEFU, 2, KEFU_2, 2, new UserId("nobody"), 0));
    }

    @Test
    void aSnapshotShowsTheQueueAndWhoMayServe() {
        presence.heartbeat(KEFU, new User.Service(5, Set.of("sales", "support-2")), null, NOON, LEASE);
        beat(KEFU_2, 3);
        presence.heartbeat(new UserId("busy"), User.Service.DEFAULT, KefuStatus.BUSY, NOON, LEASE);
        presence.heartbeat(new UserId("gone"), User.Service.DEFAULT, null, NOON.minus(LEASE), LEASE);
        Assignment served = open("a");
        desk.assign(served.session(), KEFU, NOON.plusSeconds(3));
        Assignment waiting = desk.open(opening("b", KEFU_2));
        Assignment last = open("c");

        Desk.Snapshot snapshot = desk.snapshot(0, 1, NOON);
        assertThat(snapshot.waiting())
                .containsExactly(new Desk.Waiting(waiting.session(), new Request("sales", KEFU_2, null)));
        assertThat(snapshot.candidates())
                .containsExactlyInAnyOrder(
                        new Candidate(KEFU, 1, 5, Set.of("sales", "support-2"), NOON.plusSeconds(3)),
                        new Candidate(KEFU_2, 0, 3, Set.of(), Instant.EPOCH));
        assertThat(desk.snapshot(1, 5, NOON).waiting())
                .containsExactly(new Desk.Waiting(last.session(), new Request("sales", null, null)));
        assertThat(desk.snapshot(2, 5, NOON).waiting()).isEmpty();
    }

    @Test
    void theQueueIsReadInPagesAndByPlaces() {
        beat(KEFU, 1);
        List<Assignment> opened =
                IntStream.rangeClosed(1, 5).mapToObj(i -> open("c" + i)).toList();
        assign(opened.get(1), KEFU);
        assertThat(desk.waiting(new PageRequest(1, 3)))
                .isEqualTo(new Page<>(found(opened.get(0), opened.get(2), opened.get(3)), 4));
        assertThat(desk.waiting(new PageRequest(2, 3))).isEqualTo(new Page<>(found(opened.get(4)), 4));
        assertThat(desk.waiting(new PageRequest(2, 3)).items().getFirst().position())
                .isEqualTo(4);
        assertThat(desk.queue(opened.stream().map(Assignment::session).toList()))
                .isEqualTo(new Desk.Queue(
                        4,
                        Map.of(
                                opened.get(0).session(), 1,
                                opened.get(2).session(), 2,
                                opened.get(3).session(), 3,
                                opened.get(4).session(), 4)));
        assertThat(desk.queue(List.of())).isEqualTo(new Desk.Queue(4, Map.of()));
    }

    @Test
    void adjustedLimitsHoldAtOnce() {
        beat(KEFU, 1);
        Assignment first = open("a");
        Assignment second = open("b");
        assign(first, KEFU);
        assertThat(assign(second, KEFU)).isEmpty();
        presence.updateService(KEFU, new User.Service(2, Set.of("sales")));
        assertThat(desk.snapshot(0, 1, NOON).candidates())
                .containsExactly(new Candidate(KEFU, 1, 2, Set.of("sales"), NOON));
        assertThat(assign(second, KEFU)).isPresent();
        presence.updateService(KEFU_2, new User.Service(2, Set.of()));
        open("c");
        assertThat(desk.snapshot(0, 1, NOON).candidates()).hasSize(1);
    }

    @Test
    void parallelOpeningsOfOneCustomerAreOneSession() {
        List<SessionId> sessions =
                Parallel.call(50, i -> open("a").session()).stream().distinct().toList();
        assertThat(sessions).hasSize(1);
        assertThat(desk.snapshot(0, 10, NOON).waiting()).hasSize(1);
    }

    @Test
    void aSessionThatManyReachForGoesToOne() {
        List<UserId> kefu =
                IntStream.range(0, 20).mapToObj(i -> new UserId("kefu" + i)).toList();
        kefu.forEach(id -> beat(id, 5));
        SessionId session = open("a").session();
        List<Optional<Assignment>> results = Parallel.call(100, i -> desk.assign(session, kefu.get(i % 20), NOON));
        assertThat(results.stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(kefu.stream().mapToInt(id -> desk.servedBy(id).size()).sum()).isEqualTo(1);
    }

    @Test
    void aKefuWhomManyGiveSessionsStaysWithinTheLimit() {
        beat(KEFU, 7);
        List<SessionId> sessions =
                IntStream.range(0, 60).mapToObj(i -> open("c" + i).session()).toList();
        List<Optional<Assignment>> results = Parallel.call(60, i -> desk.assign(sessions.get(i), KEFU, NOON));
        assertThat(results.stream().filter(Optional::isPresent)).hasSize(7);
        assertThat(desk.servedBy(KEFU)).hasSize(7);
        assertThat(desk.snapshot(0, 100, NOON).waiting()).hasSize(53);
    }

    private List<Assignment> found(Assignment... assignments) {
        return Stream.of(assignments)
                .map(assignment -> desk.find(assignment.session()).orElseThrow())
                .toList();
    }
}
