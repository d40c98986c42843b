package io.kefu.application.session.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Closing;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.session.Transfer;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link SessionStore}. */
public abstract class SessionStoreContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER_KEFU = new UserId("kefu-2");
    private static final SessionId SESSION = session(1);
    private static final Only ALWAYS = new Only.Always();

    private SessionStore store;

    /** A store without sessions. */
    protected abstract SessionStore create();

    @BeforeEach
    void setUp() {
        store = create();
    }

    @Test
    void aNewSessionIsFound() {
        Metadata metadata = new Metadata("{\"来源\":\"网站\"}");
        Session placed = store.apply(assignment(1, 1, null), details -> details.withMetadata(metadata));
        assertThat(placed)
                .isEqualTo(Session.opened(SESSION, CUSTOMER, "sales", NOON)
                        .with(SessionDetails.NONE.withMetadata(metadata)));
        assertThat(store.find(SESSION)).contains(placed);
        assertThat(store.find(session(2))).isEmpty();
        assertThat(store.lastKefu(CUSTOMER)).isEmpty();
    }

    @Test
    void newerAssignmentsAreApplied() {
        store.apply(assignment(1, 1, null), details -> details.withMetadata(new Metadata("{}")));
        Session active = store.apply(assignment(1, 2, KEFU));
        assertThat(active.state()).isEqualTo(SessionState.ACTIVE);
        assertThat(active.kefu()).isEqualTo(KEFU);
        assertThat(active.details().metadata()).isEqualTo(new Metadata("{}"));
        Session waiting = store.apply(assignment(1, 3, null));
        assertThat(waiting.state()).isEqualTo(SessionState.WAITING);
        assertThat(waiting.kefu()).isNull();
        Session passedOn = store.apply(assignment(1, 4, OTHER_KEFU));
        assertThat(passedOn.kefu()).isEqualTo(OTHER_KEFU);
        assertThat(store.find(SESSION)).contains(passedOn);
    }

    @Test
    void anOlderAssignmentIsIgnored() {
        Session active = store.apply(assignment(1, 7, KEFU));
        assertThat(store.apply(assignment(1, 6, null))).isEqualTo(active);
        assertThat(store.apply(assignment(1, 7, OTHER_KEFU))).isEqualTo(active);
        assertThat(store.find(SESSION)).contains(active);
        assertThat(store.lastKefu(CUSTOMER)).contains(KEFU);
    }

    @Test
    void detailsAreChangedEvenIfTheAssignmentIsOlder() {
        Metadata metadata = new Metadata("{\"来源\":\"网站\"}");
        Transfer transfer = new Transfer(KEFU, null, "VIP", NOON);
        store.apply(assignment(1, 7, KEFU));
        store.apply(assignment(1, 6, null), details -> details.withMetadata(metadata));
        Session noted = store.apply(assignment(1, 7, OTHER_KEFU), details -> details.with(transfer));
        assertThat(noted.kefu()).isEqualTo(KEFU);
        assertThat(noted.details().metadata()).isEqualTo(metadata);
        assertThat(noted.details().transfers()).containsExactly(transfer);
        assertThat(store.find(SESSION)).contains(noted);
    }

    @Test
    void aNumberOfMoreDigitsIsNewer() {
        store.apply(assignment(1, 9, null));
        assertThat(store.apply(assignment(1, 10, KEFU)).state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void theLastKefuIsFound() {
        store.apply(assignment(1, 1, KEFU));
        store.apply(assignment(1, 2, OTHER_KEFU));
        store.apply(assignment(1, 3, null));
        assertThat(store.lastKefu(CUSTOMER)).contains(OTHER_KEFU);
        close(SESSION);
        store.apply(assignment(2, 4, null));
        assertThat(store.lastKefu(CUSTOMER)).contains(OTHER_KEFU);
        assertThat(store.lastKefu(new UserId("stranger"))).isEmpty();
    }

    @Test
    void everyKefuWhoServesOrServedTheCustomerIsFound() {
        store.apply(assignment(1, 1, null));
        assertThat(store.kefuOf(CUSTOMER)).isEmpty();
        store.apply(assignment(1, 2, KEFU));
        store.apply(assignment(1, 3, OTHER_KEFU));
        assertThat(store.kefuOf(CUSTOMER)).containsExactlyInAnyOrder(KEFU, OTHER_KEFU);
        close(SESSION);
        assertThat(store.kefuOf(CUSTOMER)).containsExactlyInAnyOrder(KEFU, OTHER_KEFU);
        assertThat(store.kefuOf(new UserId("stranger"))).isEmpty();
    }

    @Test
    void aClosedSessionStaysClosed() {
        store.apply(assignment(1, 1, KEFU), details -> details.withMetadata(new Metadata("{}")));
        Ending ending = new Ending(NOON.plusSeconds(9), "问题解决了");
        Closing closing = store.close(SESSION, ending, ALWAYS).orElseThrow();
        Session closed = closing.session();
        assertThat(closing.isNew()).isTrue();
        assertThat(closed)
                .isEqualTo(Session.opened(SESSION, CUSTOMER, "sales", NOON)
                        .with(SessionDetails.NONE.withMetadata(new Metadata("{}")))
                        .servedBy(KEFU)
                        .closed(ending));
        assertThat(store.close(SESSION, new Ending(NOON.plusSeconds(99), Ending.IDLE), ALWAYS))
                .contains(new Closing(closed, false, null));
        assertThat(store.apply(assignment(1, 8, OTHER_KEFU))).isEqualTo(closed);
        assertThat(store.find(SESSION)).contains(closed);
        assertThat(store.close(session(2), ending, ALWAYS)).isEmpty();
    }

    @Test
    void aKefuClosesOnlyServedSessions() {
        store.apply(assignment(1, 1, null));
        assertThat(closes(new Only.IfServedBy(KEFU))).isFalse();
        store.apply(assignment(1, 2, OTHER_KEFU));
        assertThat(closes(new Only.IfServedBy(KEFU))).isFalse();
        assertThat(store.find(SESSION).orElseThrow().state()).isEqualTo(SessionState.ACTIVE);
        store.apply(assignment(1, 3, KEFU));
        assertThat(closes(new Only.IfServedBy(KEFU))).isTrue();
    }

    @Test
    void aWaitingSessionIsClosedUnlessItWasAssignedMeanwhile() {
        Assignment waiting = assignment(1, 1, null);
        store.apply(waiting);
        store.apply(assignment(1, 2, KEFU));
        assertThat(closes(new Only.IfWaiting(waiting))).isFalse();
        Assignment again = assignment(1, 3, null);
        store.apply(again);
        assertThat(closes(new Only.IfWaiting(waiting))).isFalse();
        assertThat(closes(new Only.IfWaiting(again))).isTrue();
    }

    @Test
    void aSessionWithoutMessagesIsIdle() {
        store.apply(assignment(1, 1, null));
        assertThat(closes(new Only.IfIdleSince(NOON))).isFalse();
        store.apply(assignment(1, 2, KEFU));
        assertThat(closes(new Only.IfIdleSince(NOON))).isTrue();
        assertThat(closes(new Only.IfIdleSince(NOON))).isFalse();
    }

    @Test
    void aClosedSessionIsRatedOnce() {
        Rating rating = new Rating(4, "还不错");
        assertThat(store.rate(SESSION, rating)).isFalse();
        store.apply(assignment(1, 1, KEFU));
        assertThat(store.rate(SESSION, rating)).isFalse();
        close(SESSION);
        assertThat(store.rate(SESSION, rating)).isTrue();
        assertThat(store.rate(SESSION, new Rating(1, null))).isFalse();
        assertThat(store.find(SESSION).orElseThrow().details().rating()).isEqualTo(rating);
    }

    @Test
    void theNewestTransfersAreStored() {
        store.apply(assignment(1, 1, KEFU));
        Transfer first = new Transfer(KEFU, OTHER_KEFU, "VIP|客户\n请优先", NOON);
        Session passedOn = store.apply(assignment(1, 2, OTHER_KEFU), details -> details.with(first));
        assertThat(passedOn.details().transfers()).containsExactly(first);
        List<Transfer> others = IntStream.rangeClosed(1, Transfer.KEPT)
                .mapToObj(i -> new Transfer(null, null, null, NOON.plusSeconds(i)))
                .toList();
        long number = 3;
        for (Transfer transfer : others) {
            store.apply(assignment(1, number, number % 2 == 0 ? KEFU : null), details -> details.with(transfer));
            number++;
        }
        assertThat(store.find(SESSION).orElseThrow().details().transfers()).isEqualTo(others);
        close(SESSION);
        assertThat(store.find(SESSION).orElseThrow().details().transfers()).isEqualTo(others);
    }

    @Test
    void everyDetailIsStored() {
        SessionDetails full = FullDetails.make();
        store.apply(assignment(1, 1, KEFU));
        assertThat(store.update(SESSION, details -> full).orElseThrow().details())
                .isEqualTo(full);
        assertThat(store.find(SESSION).orElseThrow().details()).isEqualTo(full);
        close(SESSION);
        assertThat(store.find(SESSION).orElseThrow().details()).isEqualTo(full);
        assertThat(store.update(session(2), details -> full)).isEmpty();
    }

    @Test
    void severalWritersLoseNoChange() {
        store.apply(assignment(1, 1, KEFU));
        List<Transfer> transfers = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> new Transfer(KEFU, null, "note " + i, NOON.plusSeconds(i)))
                .toList();
        Parallel.call(
                transfers.size(),
                i -> i % 2 == 0
                        ? store.update(SESSION, details -> details.with(transfers.get(i)))
                                .orElseThrow()
                        : store.apply(assignment(1, 1, KEFU), details -> details.with(transfers.get(i))));
        assertThat(store.find(SESSION).orElseThrow().details().transfers())
                .containsExactlyInAnyOrderElementsOf(transfers);
    }

    @Test
    void twoWritersOfDifferentDetailsKeepBoth() {
        store.apply(assignment(1, 1, KEFU));
        close(SESSION);
        Metadata metadata = new Metadata("{\"a\":1}");
        Rating rating = new Rating(4, null);
        Parallel.call(
                2,
                i -> i == 0
                        ? store.rate(SESSION, rating)
                        : store.update(SESSION, details -> details.withMetadata(metadata))
                                .isPresent());
        assertThat(store.find(SESSION).orElseThrow().details())
                .isEqualTo(SessionDetails.NONE.withMetadata(metadata).withRating(rating));
    }

    @Test
    void sessionsAreFoundInTheOrderAskedFor() {
        Session one = store.apply(assignment(1, 1, KEFU));
        UserId other = new UserId("other");
        SessionId otherId = SessionId.of(ConversationIds.ofCustomer(other), "00000001");
        Session two = store.apply(new Assignment(otherId, other, null, "sales", NOON, 2, 1));
        assertThat(store.findAll(List.of(otherId, session(9), SESSION))).containsExactly(two, one);
        assertThat(store.findAll(List.of())).isEmpty();
    }

    @Test
    void aCustomersSessionsComeInPagesNewestFirst() {
        IntStream.rangeClosed(1, 5).forEach(i -> {
            store.apply(assignment(i, i, KEFU));
            close(session(i));
        });
        store.apply(assignment(6, 6, null));

        assertThat(page(null, 1, 4)).isEqualTo(new Page<>(sessions(6, 5, 4, 3), 6));
        assertThat(page(null, 2, 4)).isEqualTo(new Page<>(sessions(2, 1), 6));
        assertThat(page(null, 3, 4)).isEqualTo(new Page<>(List.of(), 6));
        assertThat(page(SessionState.CLOSED, 1, 2)).isEqualTo(new Page<>(sessions(5, 4), 5));
        assertThat(page(SessionState.CLOSED, 2, 2)).isEqualTo(new Page<>(sessions(3, 2), 5));
        assertThat(page(SessionState.CLOSED, 3, 2)).isEqualTo(new Page<>(sessions(1), 5));
        assertThat(page(SessionState.CLOSED, 4, 2)).isEqualTo(new Page<>(List.of(), 5));
        assertThat(page(SessionState.WAITING, 1, 2)).isEqualTo(new Page<>(sessions(6), 1));
        assertThat(page(SessionState.WAITING, 2, 2)).isEqualTo(new Page<>(List.of(), 1));
        assertThat(page(SessionState.ACTIVE, 1, 2)).isEqualTo(new Page<>(List.of(), 0));

        store.apply(assignment(6, 7, KEFU));
        assertThat(page(SessionState.ACTIVE, 1, 2)).isEqualTo(new Page<>(sessions(6), 1));
        assertThat(page(SessionState.WAITING, 1, 2)).isEqualTo(new Page<>(List.of(), 0));
        close(session(6));
        assertThat(page(SessionState.ACTIVE, 1, 2)).isEqualTo(new Page<>(List.of(), 0));
        assertThat(page(SessionState.CLOSED, 1, 2)).isEqualTo(new Page<>(sessions(6, 5), 6));
    }

    @Test
    void aCustomerWithoutSessionsHasNone() {
        for (SessionState state : SessionState.values()) {
            assertThat(page(state, 1, 20)).isEqualTo(new Page<>(List.of(), 0));
        }
        assertThat(page(null, 1, 20)).isEqualTo(new Page<>(List.of(), 0));
    }

    private void close(SessionId session) {
        assertThat(store.close(session, new Ending(NOON, Ending.IDLE), ALWAYS)).isPresent();
    }

    private boolean closes(Only only) {
        return store.close(SESSION, new Ending(NOON, Ending.IDLE), only)
                .orElseThrow()
                .isNew();
    }

    private Page<Session> page(@Nullable SessionState state, int page, int size) {
        return store.ofCustomer(CUSTOMER, state, new PageRequest(page, size));
    }

    private List<Session> sessions(int... indexes) {
        return store.findAll(
                IntStream.of(indexes).mapToObj(SessionStoreContract::session).toList());
    }

    /** The assignment of the customer's session of this index. Each session is opened a second after the one before. */
    private static Assignment assignment(int index, long number, @Nullable UserId kefu) {
        return new Assignment(
                session(index), CUSTOMER, kefu, "sales", NOON.plusSeconds(index - 1), number, kefu == null ? 1 : 0);
    }

    private static SessionId session(int index) {
        return SessionId.of(ConversationIds.ofCustomer(CUSTOMER), String.format("%08d", index));
    }
}
