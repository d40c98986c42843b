package io.kefu.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER = new UserId("other");
    private static final Ending END = new Ending(NOON.plusSeconds(9), Ending.IDLE);

    private final Session waiting = Session.opened(
            SessionId.of(new ConversationId("conv_AAAAAAAAAAAAAAAA"), "00000001"),
            new UserId("customer"),
            "sales",
            NOON);
    private final Session active = waiting.servedBy(KEFU);
    private final Session closed = active.closed(END);

    @Test
    void aSessionGoesFromTheQueueToAKefuToItsEnd() {
        assertThat(waiting.state()).isEqualTo(SessionState.WAITING);
        assertThat(active.state()).isEqualTo(SessionState.ACTIVE);
        assertThat(active.isServedBy(KEFU)).isTrue();
        assertThat(active.isServedBy(OTHER)).isFalse();
        assertThat(closed.state()).isEqualTo(SessionState.CLOSED);
        assertThat(closed.ending()).isEqualTo(END);
        assertThat(closed.kefu()).isEqualTo(KEFU);
        assertThat(closed.isServedBy(KEFU)).isFalse();
    }

    @Test
    void anActiveSessionIsPassedOnOrWaitsAgain() {
        assertThat(active.servedBy(OTHER).isServedBy(OTHER)).isTrue();
        assertThat(active.queued()).isEqualTo(waiting);
    }

    @Test
    void aWaitingSessionMayEnd() {
        assertThat(waiting.closed(END).kefu()).isNull();
    }

    @Test
    void noOtherMoveIsPossible() {
        assertRefused(waiting::queued, ErrorCode.CONFLICT);
        assertRefused(() -> closed.servedBy(KEFU), ErrorCode.SESSION_CLOSED);
        assertRefused(closed::queued, ErrorCode.SESSION_CLOSED);
        assertRefused(() -> closed.closed(END), ErrorCode.SESSION_CLOSED);
    }

    @Test
    void aClosedSessionIsRatedOnce() {
        Rating rating = new Rating(5, "谢谢");
        Session rated = closed.rated(rating);
        assertThat(rated.details().rating()).isEqualTo(rating);
        assertRefused(() -> rated.rated(rating), ErrorCode.CONFLICT);
        assertRefused(() -> active.rated(rating), ErrorCode.CONFLICT);
        assertRefused(() -> waiting.rated(rating), ErrorCode.CONFLICT);
    }

    @Test
    void theNewestHandoversAreKept() {
        SessionDetails details = IntStream.rangeClosed(1, Handover.KEPT + 2)
                .mapToObj(i -> new Handover(KEFU, null, "note " + i, NOON))
                .reduce(SessionDetails.NONE, SessionDetails::with, (a, b) -> b);
        assertThat(details.handovers()).hasSize(Handover.KEPT);
        assertThat(details.handovers().getFirst().note()).isEqualTo("note 3");
        assertThat(details.handovers().getLast().note()).isEqualTo("note " + (Handover.KEPT + 2));
    }

    @Test
    void theValuesAreBounded() {
        assertRefused(() -> new Rating(0, null), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> new Rating(6, null), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> new Rating(3, " "), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> new Rating(3, "x".repeat(Rating.MAX_COMMENT + 1)), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> new Handover(KEFU, null, "", NOON), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> new Handover(KEFU, null, "a\u001eb", NOON), ErrorCode.INVALID_PARAMETER);
        assertRefused(
                () -> new Handover(KEFU, null, "x".repeat(Handover.MAX_NOTE + 1), NOON), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> new Ending(NOON, "two\nlines"), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> new Ending(NOON, "x".repeat(Ending.MAX_REASON + 1)), ErrorCode.INVALID_PARAMETER);
    }

    @Test
    void peopleDoNotGiveTheServicesOwnReasons() {
        assertThat(Ending.by(Role.KEFU, null, NOON).reason()).isEqualTo("closed_by_kefu");
        assertThat(Ending.by(Role.CUSTOMER, "问题解决了", NOON).reason()).isEqualTo("问题解决了");
        assertRefused(() -> Ending.by(Role.ADMIN, Ending.IDLE, NOON), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> Ending.by(Role.ADMIN, Ending.ABANDONED, NOON), ErrorCode.INVALID_PARAMETER);
        assertRefused(() -> Ending.by(Role.KEFU, Ending.BLOCKED, NOON), ErrorCode.INVALID_PARAMETER);
    }

    private static void assertRefused(ThrowingCallable move, ErrorCode code) {
        assertThatThrownBy(move)
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
