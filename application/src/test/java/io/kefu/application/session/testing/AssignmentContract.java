package io.kefu.application.session.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.Desk.AssignmentResult;
import io.kefu.application.session.port.Desk.Refusal;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.RoutingPolicy.Request;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of {@link Desk} for taking, transferring, returning and releasing sessions. */
public abstract class AssignmentContract extends DeskFixture {
    @Test
    void aKefuWithFreeCapacityServesTheSessionThatTheKefuOpens() {
        assertThat(desk.openFor(KEFU, opening("a", null))).isEqualTo(new AssignmentResult.Refused(Refusal.KEFU_AWAY));
        beat(KEFU, 1);
        Assignment served = done(desk.openFor(KEFU, opening("a", null)));
        assertThat(served.kefu()).isEqualTo(KEFU);
        assertThat(desk.servedBy(KEFU)).containsExactly(served.session());
        assertThat(desk.openFor(KEFU, opening("b", null)))
                .isEqualTo(new AssignmentResult.Refused(Refusal.NO_FREE_CAPACITY));
        assertThat(open("b").position()).isEqualTo(1);
        assertThat(done(desk.openFor(KEFU_2, opening("a", null)))).isEqualTo(served);
    }

    @Test
    void aSessionIsAssignedToAKefuWithFreeCapacity() {
        beat(KEFU, 1);
        Assignment waiting = open("a");
        assertThat(desk.take(waiting.session(), KEFU_2, NOON))
                .isEqualTo(new AssignmentResult.Refused(Refusal.KEFU_AWAY));
        assertThat(desk.transfer(waiting.session(), KEFU_2, KEFU, NOON))
                .isEqualTo(new AssignmentResult.Refused(Refusal.GONE));
        Assignment taken = done(desk.take(waiting.session(), KEFU, NOON));
        assertThat(taken.kefu()).isEqualTo(KEFU);
        assertThat(desk.take(waiting.session(), KEFU, NOON)).isEqualTo(new AssignmentResult.Refused(Refusal.GONE));
        presence.heartbeat(KEFU_2, new User.Service(0, Set.of()), KefuStatus.AWAY, NOON, LEASE);
        assertThat(desk.transfer(taken.session(), KEFU, KEFU_2, NOON))
                .isEqualTo(new AssignmentResult.Refused(Refusal.KEFU_AWAY));
        presence.heartbeat(KEFU_2, new User.Service(0, Set.of()), KefuStatus.BUSY, NOON, LEASE);
        assertThat(desk.transfer(taken.session(), KEFU, KEFU_2, NOON))
                .isEqualTo(new AssignmentResult.Refused(Refusal.NO_FREE_CAPACITY));
        presence.updateService(KEFU_2, new User.Service(1, Set.of("billing")));
        Assignment passedOn = done(desk.transfer(taken.session(), KEFU, KEFU_2, NOON));
        assertThat(passedOn.kefu()).isEqualTo(KEFU_2);
        assertThat(passedOn.number()).isGreaterThan(taken.number());
        assertThat(desk.servedBy(KEFU)).isEmpty();
        assertThat(desk.servedBy(KEFU_2)).containsExactly(taken.session());
        assertThat(desk.take(new SessionId("sess_AAAAAAAAAAAAAAAA00000000"), KEFU, NOON))
                .isEqualTo(new AssignmentResult.Refused(Refusal.GONE));
    }

    @Test
    void aReturnedSessionIsAtTheHeadAndNotAssignedToTheSameKefu() {
        beat(KEFU, 5);
        Assignment first = desk.open(opening("a", KEFU));
        Assignment waiting = open("b");
        assertThat(desk.returnToQueue(first.session(), KEFU, NOON)).isEmpty();
        assign(first, KEFU);
        Assignment back = desk.returnToQueue(first.session(), KEFU, NOON).orElseThrow();
        assertThat(back.kefu()).isNull();
        assertThat(back.position()).isEqualTo(1);
        assertThat(desk.servedBy(KEFU)).isEmpty();
        assertThat(desk.snapshot(0, 9, NOON).waiting())
                .extracting(Desk.Waiting::request)
                .containsExactly(new Request("sales", null, KEFU), new Request("sales", null, null));
        assertThat(assign(first, KEFU)).isEmpty();
        assertThat(assign(waiting, KEFU)).isPresent();
        assertThat(done(desk.take(first.session(), KEFU, NOON)).kefu()).isEqualTo(KEFU);
        desk.release(KEFU, NOON);
        assertThat(assign(first, KEFU)).isPresent();
    }

    @Test
    void releasedSessionsAreAtTheHeadInTheOrderOfOpening() {
        beat(KEFU, 9);
        beat(KEFU_2, 9);
        List<Assignment> opened =
                IntStream.rangeClosed(1, 6).mapToObj(i -> open("c" + i)).toList();
        assign(opened.get(2), KEFU);
        assign(opened.get(0), KEFU);
        assign(opened.get(1), KEFU_2);
        assign(opened.get(4), KEFU_2);

        List<Assignment> released = desk.release(KEFU, NOON);
        assertThat(released)
                .extracting(Assignment::session)
                .containsExactly(opened.get(0).session(), opened.get(2).session());
        assertThat(released).extracting(Assignment::position).containsExactly(1, 2);
        assertThat(released).extracting(Assignment::kefu).containsOnlyNulls();
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
    void aReleasedSessionPrefersTheRequestedElseTheLastKefu() {
        beat(KEFU, 9);
        Assignment anybody = open("a");
        Assignment asked = desk.open(opening("b", KEFU_2));
        assign(anybody, KEFU);
        assign(asked, KEFU);
        desk.release(KEFU, NOON);
        assertThat(desk.snapshot(0, 10, NOON).waiting())
                .extracting(Desk.Waiting::request)
                .containsExactly(new Request("sales", KEFU, null), new Request("sales", KEFU_2, null));
    }

    @Test
    void onlySilentKefuAreReleased() {
        beat(KEFU, 5);
        presence.heartbeat(KEFU_2, User.Service.DEFAULT, null, NOON.plusSeconds(1), LEASE);
        Assignment ofSilent = open("a");
        Assignment ofOther = open("b");
        assign(ofSilent, KEFU);
        assign(ofOther, KEFU_2);
        Instant end = NOON.plus(LEASE);
        assertThat(desk.releaseSilent(end.minusMillis(1), NOON)).isEmpty();
        assertThat(desk.releaseSilent(end, NOON))
                .extracting(Assignment::session)
                .containsExactly(ofSilent.session());
        assertThat(desk.releaseSilent(end, NOON)).isEmpty();
        assertThat(desk.servedBy(KEFU_2)).containsExactly(ofOther.session());
        presence.endDuty(KEFU_2, NOON);
        assertThat(desk.releaseSilent(NOON.minusSeconds(99), NOON))
                .extracting(Assignment::session)
                .containsExactly(ofOther.session());
    }

    private static Assignment done(AssignmentResult result) {
        assertThat(result).isInstanceOf(AssignmentResult.Done.class);
        return ((AssignmentResult.Done) result).assignment();
    }
}
