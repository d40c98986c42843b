package io.kefu.application.session.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link OverdueSessions}. */
public abstract class OverdueSessionsContract extends DeskFixture {
    @Test
    void anAssignmentIsPendingUntilItIsApplied() {
        beat(KEFU, 5);
        Assignment opened = open("a");
        assertThat(pending(NOON.minusMillis(1))).isEmpty();
        assertThat(pending(NOON)).containsExactly(opened);
        Assignment assigned =
                desk.assign(opened.session(), KEFU, NOON.plusSeconds(1)).orElseThrow();
        overdue.markApplied(opened);
        assertThat(pending(NOON)).isEmpty();
        assertThat(pending(NOON.plusSeconds(1))).containsExactly(assigned);
        overdue.markApplied(assigned);
        assertThat(pending(NOON.plusSeconds(9))).isEmpty();

        overdue.startClosing(opened.session(), NOON.plusSeconds(2));
        assertThat(pending(NOON.plusSeconds(2))).containsExactly(assigned);
        desk.remove(opened.session());
        overdue.startClosing(opened.session(), NOON.plusSeconds(3));
        assertThat(pending(NOON.plusSeconds(9))).isEmpty();
    }

    @Test
    void theOldestPendingAssignmentsComeFirst() {
        Assignment first = open("a");
        Assignment second = open("b");
        overdue.startClosing(first.session(), NOON.plusSeconds(1));
        assertThat(overdue.pending(NOON.plusSeconds(1), 1)).containsExactly(second);
        assertThat(pending(NOON.plusSeconds(1))).containsExactly(second, first);
    }

    @Test
    void aWaitingCustomerWithoutASocketIsAbsent() {
        UserId customer = new UserId("a");
        Assignment session = open("a");
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
    void aCallOfAWaitingCustomerEndsTheAbsence() {
        UserId customer = new UserId("a");
        Duration window = Duration.ofMinutes(1);
        overdue.recordActivity(customer, NOON, window);
        Assignment session = open("a");
        Assignment silent = open("b");
        overdue.recordActivity(customer, NOON.plusSeconds(100), window);
        assertThat(absent(NOON.plusSeconds(99))).containsExactly(silent);
        assertThat(absent(NOON.plusSeconds(100))).containsExactly(silent, session);
        overdue.recordActivity(customer, NOON.plusSeconds(20), window);
        assertThat(absent(NOON.plusSeconds(99))).containsExactly(silent);

        presence.connect("node", List.of(customer), NOON.plusSeconds(200), LEASE);
        overdue.recordActivity(customer, NOON.plusSeconds(201), window);
        assertThat(absent(NOON.plusSeconds(210))).containsExactly(silent);
        beat(KEFU, 5);
        assign(silent, KEFU);
        overdue.recordActivity(new UserId("b"), NOON.plusSeconds(300), window);
        overdue.recordActivity(new UserId("c"), NOON.plusSeconds(300), window);
        assertThat(absent(NOON.plusSeconds(210))).isEmpty();
    }

    @Test
    void aBlockingIsUnfinishedUntilItIsFinished() {
        UserId first = new UserId("first");
        UserId second = new UserId("second");
        overdue.startBlocking(second, NOON.plusSeconds(1));
        overdue.startBlocking(first, NOON);
        assertThat(overdue.unfinishedBlockings(NOON.minusMillis(1), 10)).isEmpty();
        assertThat(overdue.unfinishedBlockings(NOON, 10)).containsExactly(first);
        assertThat(overdue.unfinishedBlockings(NOON.plusSeconds(1), 10)).containsExactly(first, second);
        assertThat(overdue.unfinishedBlockings(NOON.plusSeconds(1), 1)).containsExactly(first);
        overdue.startBlocking(first, NOON.plusSeconds(2));
        assertThat(overdue.unfinishedBlockings(NOON.plusSeconds(1), 10)).containsExactly(second);
        overdue.finishBlocking(first);
        overdue.finishBlocking(first);
        assertThat(overdue.unfinishedBlockings(NOON.plusSeconds(9), 10)).containsExactly(second);
    }

    @Test
    void aServedCustomerIsNotAbsent() {
        beat(KEFU, 5);
        Assignment session = open("a");
        assign(session, KEFU);
        assertThat(absent(NOON.plusSeconds(99))).isEmpty();
        desk.release(KEFU, NOON.plusSeconds(50));
        assertThat(absent(NOON.plusSeconds(49))).isEmpty();
        assertThat(absent(NOON.plusSeconds(50))).hasSize(1);
        desk.remove(session.session());
        assertThat(absent(NOON.plusSeconds(99))).isEmpty();
    }

    @Test
    void anActiveSessionIsIdleUntilItIsMarkedAsNotIdle() {
        beat(KEFU, 5);
        Assignment first = open("a");
        Assignment second = open("b");
        assertThat(overdue.idle(NOON.plusSeconds(9), 10)).isEmpty();
        desk.assign(second.session(), KEFU, NOON);
        desk.assign(first.session(), KEFU, NOON.plusSeconds(1));
        assertThat(overdue.idle(NOON, 10)).containsExactly(second.session());
        assertThat(overdue.idle(NOON.plusSeconds(1), 10)).containsExactly(second.session(), first.session());
        assertThat(overdue.idle(NOON.plusSeconds(1), 1)).containsExactly(second.session());
        overdue.markNotIdle(second.session(), NOON.plusSeconds(5));
        assertThat(overdue.idle(NOON.plusSeconds(4), 10)).containsExactly(first.session());
        desk.release(KEFU, NOON);
        overdue.markNotIdle(second.session(), NOON.plusSeconds(5));
        assertThat(overdue.idle(NOON.plusSeconds(9), 10)).isEmpty();
    }

    private List<Assignment> pending(Instant before) {
        return overdue.pending(before, 10);
    }

    private List<Assignment> absent(Instant since) {
        return overdue.abandoned(since, 10);
    }
}
