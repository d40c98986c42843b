package io.kefu.application.session.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Placement;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Closing;
import io.kefu.application.session.port.SessionStore.Note;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Handover;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} must do. */
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
    void aPlacedSessionIsThere() {
        Metadata metadata = new Metadata("{\"来源\":\"网站\"}");
        Session placed = store.place(placement(1, 1, null), Note.of(metadata));
        assertThat(placed).isEqualTo(Session.opened(SESSION, CUSTOMER, "sales", NOON, metadata));
        assertThat(store.find(SESSION)).contains(placed);
        assertThat(store.find(session(2))).isEmpty();
        assertThat(store.lastKefu(CUSTOMER)).isEmpty();
    }

    @Test
    void aSessionFollowsTheDesk() {
        store.place(placement(1, 1, null), Note.of(new Metadata("{}")));
        Session active = store.place(placement(1, 2, KEFU), Note.of(new Metadata("{\"late\":1}")));
        assertThat(active.state()).isEqualTo(SessionState.ACTIVE);
        assertThat(active.kefu()).isEqualTo(KEFU);
        assertThat(active.metadata()).isEqualTo(new Metadata("{}"));
        Session waiting = store.place(placement(1, 3, null), Note.NONE);
        assertThat(waiting.state()).isEqualTo(SessionState.WAITING);
        assertThat(waiting.kefu()).isNull();
        Session passedOn = store.place(placement(1, 4, OTHER_KEFU), Note.NONE);
        assertThat(passedOn.kefu()).isEqualTo(OTHER_KEFU);
        assertThat(store.find(SESSION)).contains(passedOn);
    }

    @Test
    void anOlderPlacementChangesNothing() {
        Session active = store.place(placement(1, 7, KEFU), Note.NONE);
        assertThat(store.place(placement(1, 6, null), Note.NONE)).isEqualTo(active);
        assertThat(store.place(placement(1, 7, OTHER_KEFU), Note.NONE)).isEqualTo(active);
        assertThat(store.find(SESSION)).contains(active);
        assertThat(store.lastKefu(CUSTOMER)).contains(KEFU);
    }

    @Test
    void whatComesWithAnOlderPlacementIsKept() {
        Metadata metadata = new Metadata("{\"来源\":\"网站\"}");
        Handover handover = new Handover(KEFU, null, "VIP", NOON);
        store.place(placement(1, 7, KEFU), Note.NONE);
        store.place(placement(1, 6, null), Note.of(metadata));
        Session noted = store.place(placement(1, 7, OTHER_KEFU), Note.of(handover));
        assertThat(noted.kefu()).isEqualTo(KEFU);
        assertThat(noted.metadata()).isEqualTo(metadata);
        assertThat(noted.handovers()).containsExactly(handover);
        assertThat(store.find(SESSION)).contains(noted);
    }

    @Test
    void aNumberOfMoreDigitsIsNewer() {
        store.place(placement(1, 9, null), Note.NONE);
        assertThat(store.place(placement(1, 10, KEFU), Note.NONE).state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void whoServedLastIsRemembered() {
        store.place(placement(1, 1, KEFU), Note.NONE);
        store.place(placement(1, 2, OTHER_KEFU), Note.NONE);
        store.place(placement(1, 3, null), Note.NONE);
        assertThat(store.lastKefu(CUSTOMER)).contains(OTHER_KEFU);
        close(SESSION);
        store.place(placement(2, 4, null), Note.NONE);
        assertThat(store.lastKefu(CUSTOMER)).contains(OTHER_KEFU);
        assertThat(store.lastKefu(new UserId("stranger"))).isEmpty();
    }

    @Test
    void aClosedSessionStaysClosed() {
        store.place(placement(1, 1, KEFU), Note.of(new Metadata("{}")));
        Ending ending = new Ending(NOON.plusSeconds(9), "问题解决了");
        Closing closing = store.close(SESSION, ending, ALWAYS).orElseThrow();
        Session closed = closing.session();
        assertThat(closing.isNew()).isTrue();
        assertThat(closed)
                .isEqualTo(Session.opened(SESSION, CUSTOMER, "sales", NOON, new Metadata("{}"))
                        .servedBy(KEFU)
                        .closed(ending));
        assertThat(store.close(SESSION, new Ending(NOON.plusSeconds(99), Ending.IDLE), ALWAYS))
                .contains(new Closing(closed, false, null));
        assertThat(store.place(placement(1, 8, OTHER_KEFU), Note.NONE)).isEqualTo(closed);
        assertThat(store.find(SESSION)).contains(closed);
        assertThat(store.close(session(2), ending, ALWAYS)).isEmpty();
    }

    @Test
    void aKefuClosesOnlyWhatTheyServe() {
        store.place(placement(1, 1, null), Note.NONE);
        assertThat(closes(new Only.IfServedBy(KEFU))).isFalse();
        store.place(placement(1, 2, OTHER_KEFU), Note.NONE);
        assertThat(closes(new Only.IfServedBy(KEFU))).isFalse();
        assertThat(store.find(SESSION).orElseThrow().state()).isEqualTo(SessionState.ACTIVE);
        store.place(placement(1, 3, KEFU), Note.NONE);
        assertThat(closes(new Only.IfServedBy(KEFU))).isTrue();
    }

    @Test
    void aWaitingSessionIsClosedUnlessItHasMoved() {
        Placement waiting = placement(1, 1, null);
        store.place(waiting, Note.NONE);
        store.place(placement(1, 2, KEFU), Note.NONE);
        assertThat(closes(new Only.IfWaiting(waiting))).isFalse();
        Placement again = placement(1, 3, null);
        store.place(again, Note.NONE);
        assertThat(closes(new Only.IfWaiting(waiting))).isFalse();
        assertThat(closes(new Only.IfWaiting(again))).isTrue();
    }

    @Test
    void aSessionInWhichNothingWasSaidIsQuiet() {
        store.place(placement(1, 1, null), Note.NONE);
        assertThat(closes(new Only.IfQuietSince(NOON))).isFalse();
        store.place(placement(1, 2, KEFU), Note.NONE);
        assertThat(closes(new Only.IfQuietSince(NOON))).isTrue();
        assertThat(closes(new Only.IfQuietSince(NOON))).isFalse();
    }

    @Test
    void aClosedSessionIsRatedOnce() {
        Rating rating = new Rating(4, "还不错");
        assertThat(store.rate(SESSION, rating)).isFalse();
        store.place(placement(1, 1, KEFU), Note.NONE);
        assertThat(store.rate(SESSION, rating)).isFalse();
        close(SESSION);
        assertThat(store.rate(SESSION, rating)).isTrue();
        assertThat(store.rate(SESSION, new Rating(1, null))).isFalse();
        assertThat(store.find(SESSION).orElseThrow().rating()).isEqualTo(rating);
    }

    @Test
    void handoversStayWithTheSession() {
        store.place(placement(1, 1, KEFU), Note.NONE);
        Handover first = new Handover(KEFU, OTHER_KEFU, "VIP|客户\n请优先", NOON);
        Session passedOn = store.place(placement(1, 2, OTHER_KEFU), Note.of(first));
        assertThat(passedOn.handovers()).containsExactly(first);
        List<Handover> others = IntStream.rangeClosed(1, Handover.KEPT)
                .mapToObj(i -> new Handover(null, null, null, NOON.plusSeconds(i)))
                .toList();
        for (int i = 0; i < others.size(); i++) {
            store.place(placement(1, 3 + i, i % 2 == 0 ? null : KEFU), Note.of(others.get(i)));
        }
        assertThat(store.find(SESSION).orElseThrow().handovers()).isEqualTo(others);
        close(SESSION);
        assertThat(store.find(SESSION).orElseThrow().handovers()).isEqualTo(others);
    }

    @Test
    void sessionsAreFoundInTheOrderAskedFor() {
        Session one = store.place(placement(1, 1, KEFU), Note.NONE);
        UserId other = new UserId("other");
        SessionId otherId = SessionId.of(ConversationIds.ofCustomer(other), "00000001");
        Session two = store.place(new Placement(otherId, other, null, "sales", NOON, 2, 1), Note.NONE);
        assertThat(store.findAll(List.of(otherId, session(9), SESSION))).containsExactly(two, one);
        assertThat(store.findAll(List.of())).isEmpty();
    }

    @Test
    void aCustomersSessionsComeInPagesNewestFirst() {
        IntStream.rangeClosed(1, 5).forEach(i -> {
            store.place(placement(i, i, KEFU), Note.NONE);
            close(session(i));
        });
        store.place(placement(6, 6, null), Note.NONE);

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

        store.place(placement(6, 7, KEFU), Note.NONE);
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

    /** The placement of the customer's session of this index; the first opens at noon, each a second after the other. */
    private static Placement placement(int index, long number, @Nullable UserId kefu) {
        return new Placement(
                session(index), CUSTOMER, kefu, "sales", NOON.plusSeconds(index - 1), number, kefu == null ? 1 : 0);
    }

    private static SessionId session(int index) {
        return SessionId.of(ConversationIds.ofCustomer(CUSTOMER), String.format("%08d", index));
    }
}
