package io.kefu.application.session.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Handing;
import io.kefu.application.session.port.Desk.Placement;
import io.kefu.application.session.port.Desk.Refusal;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.RoutingPolicy.Candidate;
import io.kefu.domain.session.RoutingPolicy.Request;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Desk} must do. */
public abstract class DeskContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final UserId KEFU = new UserId("kefu");
    // Ids that begin like the other's, so that one's sessions could be mistaken for the other's.
    private static final UserId KEFU_2 = new UserId("kefu-2");

    private final AtomicInteger made = new AtomicInteger();
    private Desk desk;
    private OverdueSessions overdue;
    private Presence presence;

    /** A desk and the presence that it looks at. */
    public record House(Desk desk, OverdueSessions overdue, Presence presence) {}

    /** Implementations in which nothing is open and nobody there. */
    protected abstract House create();

    @BeforeEach
    void begin() {
        House house = create();
        desk = house.desk();
        overdue = house.overdue();
        presence = house.presence();
    }

    @Test
    void sessionsQueueInTheOrderOfTheirOpening() {
        Placement first = open("a");
        Placement second = open("b");
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
        Placement first = open("a");
        assertThat(open("a")).isEqualTo(first);
        beat(KEFU, 1);
        Placement assigned = assign(first, KEFU).orElseThrow();
        assertThat(open("a")).isEqualTo(assigned);
        desk.remove(first.session());
        assertThat(open("a").session()).isNotEqualTo(first.session());
    }

    @Test
    void anAssignedSessionLeavesTheQueue() {
        Placement first = open("a");
        Placement second = open("b");
        beat(KEFU, 1);
        Placement assigned = assign(first, KEFU).orElseThrow();
        assertThat(assigned.kefu()).isEqualTo(KEFU);
        assertThat(assigned.position()).isZero();
        assertThat(assigned.number()).isGreaterThan(second.number());
        assertThat(desk.find(first.session())).contains(assigned);
        assertThat(desk.find(second.session()).orElseThrow().position()).isEqualTo(1);
        assertThat(desk.servedBy(KEFU)).containsExactly(first.session());
    }

    @Test
    void onlyAWaitingSessionIsAssigned() {
        Placement session = open("a");
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
        Placement first = open("a");
        assertThat(assign(first, KEFU_2)).isEmpty();
        assertThat(assign(first, KEFU)).isPresent();
        assertThat(assign(open("b"), KEFU)).isPresent();
        Placement third = open("c");
        assertThat(assign(third, KEFU)).isEmpty();
        beat(KEFU, 3);
        assertThat(assign(third, KEFU)).isPresent();
        beat(KEFU, 1);
        Placement fourth = open("d");
        assertThat(assign(fourth, KEFU)).isEmpty();
        desk.remove(first.session());
        desk.remove(third.session());
        assertThat(assign(fourth, KEFU)).isEmpty();
        beat(KEFU, 2);
        assertThat(assign(fourth, KEFU)).isPresent();
    }

    @Test
    void onlyWhoIsOnlineIsGivenSessions() {
        Placement session = open("a");
        assertThat(assign(session, KEFU)).isEmpty();
        presence.beat(KEFU, User.Service.DEFAULT, KefuStatus.BUSY, NOON, LEASE);
        assertThat(assign(session, KEFU)).isEmpty();
        presence.beat(KEFU, User.Service.DEFAULT, KefuStatus.AWAY, NOON, LEASE);
        assertThat(assign(session, KEFU)).isEmpty();
        presence.beat(KEFU, User.Service.DEFAULT, KefuStatus.ONLINE, NOON, LEASE);
        assertThat(desk.assign(session.session(), KEFU, NOON.plus(LEASE))).isEmpty();
        presence.leave(KEFU, NOON);
        assertThat(assign(session, KEFU)).isEmpty();
        presence.come(KEFU, User.Service.DEFAULT, NOON, LEASE);
        assertThat(desk.assign(session.session(), KEFU, NOON.plus(LEASE).minusMillis(1)))
                .isPresent();
    }

    @Test
    void releasedSessionsStandAtTheHeadInTheOrderOfOpening() {
        beat(KEFU, 9);
        beat(KEFU_2, 9);
        List<Placement> opened =
                IntStream.rangeClosed(1, 6).mapToObj(i -> open("c" + i)).toList();
        assign(opened.get(2), KEFU);
        assign(opened.get(0), KEFU);
        assign(opened.get(1), KEFU_2);
        assign(opened.get(4), KEFU_2);

        List<Placement> released = desk.release(KEFU, NOON);
        assertThat(released)
                .extracting(Placement::session)
                .containsExactly(opened.get(0).session(), opened.get(2).session());
        assertThat(released).extracting(Placement::position).containsExactly(1, 2);
        assertThat(released).extracting(Placement::kefu).containsOnlyNulls();
        assertThat(released.get(1).number()).isGreaterThan(released.get(0).number());
        assertThat(desk.servedBy(KEFU)).isEmpty();
        assertThat(desk.release(KEFU, NOON)).isEmpty();

        desk.release(KEFU_2, NOON);
        assertThat(desk.snapshot(0, 10, NOON).waiting())
                .extracting(Desk.Waiting::session)
                .containsExactlyElementsOf(IntStream.of(0, 1, 2, 4, 3, 5)
                        .mapToObj(i -> opened.get(i).session())
                        .toList());
        assertThat(desk.active(new PageRequest(1, 20)).total()).isZero();
    }

    @Test
    void aReleasedSessionPrefersWhoWasAskedForElseWhoServed() {
        beat(KEFU, 9);
        Placement anybody = open("a");
        Placement asked = desk.open(opening("b", KEFU_2));
        assign(anybody, KEFU);
        assign(asked, KEFU);
        desk.release(KEFU, NOON);
        assertThat(desk.snapshot(0, 10, NOON).waiting())
                .extracting(Desk.Waiting::request)
                .containsExactly(new Request("sales", KEFU, null), new Request("sales", KEFU_2, null));
    }

    @Test
    void aRemovedSessionIsNowhere() {
        beat(KEFU, 1);
        Placement served = open("a");
        Placement waiting = open("b");
        Placement next = open("c");
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
        List<Placement> placements =
                IntStream.range(0, 4).mapToObj(i -> open("c" + i)).toList();
        // Not in the order of opening, which is what counts.
        assign(placements.get(2), KEFU);
        assign(placements.get(0), KEFU);
        assign(placements.get(3), KEFU_2);
        assign(placements.get(1), KEFU_2);
        List<SessionId> opened = placements.stream().map(Placement::session).toList();
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
        presence.beat(KEFU, new User.Service(5, Set.of("sales", "support-2")), null, NOON, LEASE);
        beat(KEFU_2, 3);
        presence.beat(new UserId("busy"), User.Service.DEFAULT, KefuStatus.BUSY, NOON, LEASE);
        presence.beat(new UserId("gone"), User.Service.DEFAULT, null, NOON.minus(LEASE), LEASE);
        Placement served = open("a");
        desk.assign(served.session(), KEFU, NOON.plusSeconds(3));
        Placement waiting = desk.open(opening("b", KEFU_2));
        Placement last = open("c");

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
    void aKefuServesWhatTheyOpenIfTheyHaveRoom() {
        assertThat(desk.openFor(KEFU, opening("a", null))).isEqualTo(new Handing.Refused(Refusal.NOT_THERE));
        beat(KEFU, 1);
        Placement served = done(desk.openFor(KEFU, opening("a", null)));
        assertThat(served.kefu()).isEqualTo(KEFU);
        assertThat(desk.servedBy(KEFU)).containsExactly(served.session());
        assertThat(desk.openFor(KEFU, opening("b", null))).isEqualTo(new Handing.Refused(Refusal.NO_ROOM));
        assertThat(open("b").position()).isEqualTo(1);
        assertThat(done(desk.openFor(KEFU_2, opening("a", null)))).isEqualTo(served);
    }

    @Test
    void aSessionIsHandedToWhoIsThereAndHasRoom() {
        beat(KEFU, 1);
        Placement waiting = open("a");
        assertThat(desk.hand(waiting.session(), null, KEFU_2, NOON)).isEqualTo(new Handing.Refused(Refusal.NOT_THERE));
        assertThat(desk.hand(waiting.session(), KEFU_2, KEFU, NOON)).isEqualTo(new Handing.Refused(Refusal.GONE));
        Placement taken = done(desk.hand(waiting.session(), null, KEFU, NOON));
        assertThat(taken.kefu()).isEqualTo(KEFU);
        assertThat(desk.hand(waiting.session(), null, KEFU, NOON)).isEqualTo(new Handing.Refused(Refusal.GONE));
        presence.beat(KEFU_2, new User.Service(0, Set.of()), KefuStatus.AWAY, NOON, LEASE);
        assertThat(desk.hand(taken.session(), KEFU, KEFU_2, NOON)).isEqualTo(new Handing.Refused(Refusal.NOT_THERE));
        presence.beat(KEFU_2, new User.Service(0, Set.of()), KefuStatus.BUSY, NOON, LEASE);
        assertThat(desk.hand(taken.session(), KEFU, KEFU_2, NOON)).isEqualTo(new Handing.Refused(Refusal.NO_ROOM));
        presence.adjust(KEFU_2, new User.Service(1, Set.of("billing")));
        Placement passedOn = done(desk.hand(taken.session(), KEFU, KEFU_2, NOON));
        assertThat(passedOn.kefu()).isEqualTo(KEFU_2);
        assertThat(passedOn.number()).isGreaterThan(taken.number());
        assertThat(desk.servedBy(KEFU)).isEmpty();
        assertThat(desk.servedBy(KEFU_2)).containsExactly(taken.session());
        assertThat(desk.hand(new SessionId("sess_AAAAAAAAAAAAAAAA00000000"), null, KEFU, NOON))
                .isEqualTo(new Handing.Refused(Refusal.GONE));
    }

    @Test
    void aSessionHandedBackStandsAtTheHeadAndIsNotRoutedBack() {
        beat(KEFU, 5);
        Placement first = desk.open(opening("a", KEFU));
        Placement waiting = open("b");
        assertThat(desk.handBack(first.session(), KEFU, NOON)).isEmpty();
        assign(first, KEFU);
        Placement back = desk.handBack(first.session(), KEFU, NOON).orElseThrow();
        assertThat(back.kefu()).isNull();
        assertThat(back.position()).isEqualTo(1);
        assertThat(desk.servedBy(KEFU)).isEmpty();
        assertThat(desk.snapshot(0, 9, NOON).waiting())
                .extracting(Desk.Waiting::request)
                .containsExactly(new Request("sales", null, KEFU), new Request("sales", null, null));
        assertThat(assign(first, KEFU)).isEmpty();
        assertThat(assign(waiting, KEFU)).isPresent();
        assertThat(done(desk.hand(first.session(), null, KEFU, NOON)).kefu()).isEqualTo(KEFU);
        desk.release(KEFU, NOON);
        assertThat(assign(first, KEFU)).isPresent();
    }

    @Test
    void onlySilentKefuAreReleased() {
        beat(KEFU, 5);
        presence.beat(KEFU_2, User.Service.DEFAULT, null, NOON.plusSeconds(1), LEASE);
        Placement ofSilent = open("a");
        Placement ofOther = open("b");
        assign(ofSilent, KEFU);
        assign(ofOther, KEFU_2);
        Instant end = NOON.plus(LEASE);
        assertThat(desk.releaseSilent(end.minusMillis(1), NOON)).isEmpty();
        assertThat(desk.releaseSilent(end, NOON)).extracting(Placement::session).containsExactly(ofSilent.session());
        assertThat(desk.releaseSilent(end, NOON)).isEmpty();
        assertThat(desk.servedBy(KEFU_2)).containsExactly(ofOther.session());
        presence.leave(KEFU_2, NOON);
        assertThat(desk.releaseSilent(NOON.minusSeconds(99), NOON))
                .extracting(Placement::session)
                .containsExactly(ofOther.session());
    }

    @Test
    void theQueueIsReadInPagesAndByPlaces() {
        beat(KEFU, 1);
        List<Placement> opened =
                IntStream.rangeClosed(1, 5).mapToObj(i -> open("c" + i)).toList();
        assign(opened.get(1), KEFU);
        assertThat(desk.waiting(new PageRequest(1, 3)))
                .isEqualTo(new Page<>(found(opened.get(0), opened.get(2), opened.get(3)), 4));
        assertThat(desk.waiting(new PageRequest(2, 3))).isEqualTo(new Page<>(found(opened.get(4)), 4));
        assertThat(desk.waiting(new PageRequest(2, 3)).items().getFirst().position())
                .isEqualTo(4);
        assertThat(desk.queue(opened.stream().map(Placement::session).toList()))
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
    void aChangeIsUnsettledUntilItsConversationFollowed() {
        beat(KEFU, 5);
        Placement opened = open("a");
        assertThat(unsettled(NOON.minusMillis(1))).isEmpty();
        assertThat(unsettled(NOON)).containsExactly(opened);
        Placement assigned =
                desk.assign(opened.session(), KEFU, NOON.plusSeconds(1)).orElseThrow();
        overdue.settled(opened);
        assertThat(unsettled(NOON)).isEmpty();
        assertThat(unsettled(NOON.plusSeconds(1))).containsExactly(assigned);
        overdue.settled(assigned);
        assertThat(unsettled(NOON.plusSeconds(9))).isEmpty();

        overdue.closing(opened.session(), NOON.plusSeconds(2));
        assertThat(unsettled(NOON.plusSeconds(2))).containsExactly(assigned);
        desk.remove(opened.session());
        overdue.closing(opened.session(), NOON.plusSeconds(3));
        assertThat(unsettled(NOON.plusSeconds(9))).isEmpty();
    }

    @Test
    void theLongestUnsettledComeFirst() {
        Placement first = open("a");
        Placement second = open("b");
        overdue.closing(first.session(), NOON.plusSeconds(1));
        assertThat(overdue.unsettled(NOON.plusSeconds(1), 1)).containsExactly(second);
        assertThat(unsettled(NOON.plusSeconds(1))).containsExactly(second, first);
    }

    @Test
    void aWaitingCustomerIsAbsentWithoutASocket() {
        UserId customer = new UserId("a");
        Placement session = open("a");
        assertThat(absent(NOON.minusMillis(1))).isEmpty();
        assertThat(absent(NOON)).containsExactly(session);

        presence.connect("node", List.of(customer), NOON, LEASE);
        assertThat(absent(NOON.plusSeconds(9))).isEmpty();
        presence.disconnect("node", customer, NOON.plusSeconds(10));
        assertThat(absent(NOON.plusSeconds(9))).isEmpty();
        assertThat(absent(NOON.plusSeconds(10))).containsExactly(session);

        presence.connect("node", List.of(customer), NOON.plusSeconds(20), LEASE);
        Instant end = NOON.plusSeconds(20).plus(LEASE);
        presence.online(new PageRequest(1, 1), end);
        assertThat(absent(end.minusMillis(1))).isEmpty();
        assertThat(absent(end)).containsExactly(session);
    }

    @Test
    void aServedCustomerIsNotMissed() {
        beat(KEFU, 5);
        Placement session = open("a");
        assign(session, KEFU);
        assertThat(absent(NOON.plusSeconds(99))).isEmpty();
        desk.release(KEFU, NOON.plusSeconds(50));
        assertThat(absent(NOON.plusSeconds(49))).isEmpty();
        assertThat(absent(NOON.plusSeconds(50))).hasSize(1);
        desk.remove(session.session());
        assertThat(absent(NOON.plusSeconds(99))).isEmpty();
    }

    @Test
    void aServedSessionIsQuietUntilItIsHeard() {
        beat(KEFU, 5);
        Placement first = open("a");
        Placement second = open("b");
        assertThat(overdue.quiet(NOON.plusSeconds(9), 10)).isEmpty();
        desk.assign(second.session(), KEFU, NOON);
        desk.assign(first.session(), KEFU, NOON.plusSeconds(1));
        assertThat(overdue.quiet(NOON, 10)).containsExactly(second.session());
        assertThat(overdue.quiet(NOON.plusSeconds(1), 10)).containsExactly(second.session(), first.session());
        assertThat(overdue.quiet(NOON.plusSeconds(1), 1)).containsExactly(second.session());
        overdue.heard(second.session(), NOON.plusSeconds(5));
        assertThat(overdue.quiet(NOON.plusSeconds(4), 10)).containsExactly(first.session());
        desk.release(KEFU, NOON);
        overdue.heard(second.session(), NOON.plusSeconds(5));
        assertThat(overdue.quiet(NOON.plusSeconds(9), 10)).isEmpty();
    }

    @Test
    void adjustedLimitsHoldAtOnce() {
        beat(KEFU, 1);
        Placement first = open("a");
        Placement second = open("b");
        assign(first, KEFU);
        assertThat(assign(second, KEFU)).isEmpty();
        presence.adjust(KEFU, new User.Service(2, Set.of("sales")));
        assertThat(desk.snapshot(0, 1, NOON).candidates())
                .containsExactly(new Candidate(KEFU, 1, 2, Set.of("sales"), NOON));
        assertThat(assign(second, KEFU)).isPresent();
        presence.adjust(KEFU_2, new User.Service(2, Set.of()));
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
        List<Optional<Placement>> results = Parallel.call(100, i -> desk.assign(session, kefu.get(i % 20), NOON));
        assertThat(results.stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(kefu.stream().mapToInt(id -> desk.servedBy(id).size()).sum()).isEqualTo(1);
    }

    @Test
    void aKefuWhomManyGiveSessionsStaysWithinTheLimit() {
        beat(KEFU, 7);
        List<SessionId> sessions =
                IntStream.range(0, 60).mapToObj(i -> open("c" + i).session()).toList();
        List<Optional<Placement>> results = Parallel.call(60, i -> desk.assign(sessions.get(i), KEFU, NOON));
        assertThat(results.stream().filter(Optional::isPresent)).hasSize(7);
        assertThat(desk.servedBy(KEFU)).hasSize(7);
        assertThat(desk.snapshot(0, 100, NOON).waiting()).hasSize(53);
    }

    private List<Placement> unsettled(Instant before) {
        return overdue.unsettled(before, 10);
    }

    private List<Placement> absent(Instant since) {
        return overdue.abandoned(since, 10);
    }

    private List<Placement> found(Placement... placements) {
        return Stream.of(placements)
                .map(placement -> desk.find(placement.session()).orElseThrow())
                .toList();
    }

    private static Placement done(Handing handing) {
        assertThat(handing).isInstanceOf(Handing.Done.class);
        return ((Handing.Done) handing).placement();
    }

    private Placement open(String customer) {
        return desk.open(opening(customer, null));
    }

    private Desk.Opening opening(String customer, @Nullable UserId preferred) {
        UserId id = new UserId(customer);
        String suffix = String.format("%08d", made.incrementAndGet());
        return new Desk.Opening(SessionId.of(ConversationIds.ofCustomer(id), suffix), id, "sales", preferred, NOON);
    }

    private void beat(UserId kefu, int limit) {
        presence.come(kefu, new User.Service(limit, Set.of()), NOON, LEASE);
    }

    private Optional<Placement> assign(Placement session, UserId kefu) {
        return desk.assign(session.session(), kefu, NOON);
    }
}
