package io.kefu.application.session.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Placement;
import io.kefu.application.session.port.SessionStore;
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

    private SessionStore store;

    /** A store without sessions. */
    protected abstract SessionStore create();

    @BeforeEach
    void begin() {
        store = create();
    }

    @Test
    void aPlacedSessionIsThere() {
        Metadata metadata = new Metadata("{\"来源\":\"网站\"}");
        Session placed = store.place(placement(1, 1, null), metadata);
        assertThat(placed)
                .isEqualTo(
                        new Session(SESSION, CUSTOMER, null, SessionState.WAITING, "sales", NOON, null, metadata, 0));
        assertThat(store.find(SESSION)).contains(placed);
        assertThat(store.find(session(2))).isEmpty();
        assertThat(store.lastKefu(CUSTOMER)).isEmpty();
    }

    @Test
    void aSessionFollowsTheDesk() {
        store.place(placement(1, 1, null), null);
        Session active = store.place(placement(1, 2, KEFU), new Metadata("{\"late\":1}"));
        assertThat(active.state()).isEqualTo(SessionState.ACTIVE);
        assertThat(active.kefu()).isEqualTo(KEFU);
        assertThat(active.metadata()).isNull();
        Session waiting = store.place(placement(1, 3, null), null);
        assertThat(waiting.state()).isEqualTo(SessionState.WAITING);
        assertThat(waiting.kefu()).isNull();
        Session passedOn = store.place(placement(1, 4, OTHER_KEFU), null);
        assertThat(passedOn.kefu()).isEqualTo(OTHER_KEFU);
        assertThat(store.find(SESSION)).contains(passedOn);
    }

    @Test
    void anOlderPlacementChangesNothing() {
        Session active = store.place(placement(1, 7, KEFU), null);
        assertThat(store.place(placement(1, 6, null), null)).isEqualTo(active);
        assertThat(store.place(placement(1, 7, OTHER_KEFU), null)).isEqualTo(active);
        assertThat(store.find(SESSION)).contains(active);
        assertThat(store.lastKefu(CUSTOMER)).contains(KEFU);
    }

    @Test
    void aNumberOfMoreDigitsIsNewer() {
        store.place(placement(1, 9, null), null);
        assertThat(store.place(placement(1, 10, KEFU), null).state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void whoServedLastIsRemembered() {
        store.place(placement(1, 1, KEFU), null);
        store.place(placement(1, 2, OTHER_KEFU), null);
        store.place(placement(1, 3, null), null);
        assertThat(store.lastKefu(CUSTOMER)).contains(OTHER_KEFU);
        store.close(SESSION, NOON);
        store.place(placement(2, 4, null), null);
        assertThat(store.lastKefu(CUSTOMER)).contains(OTHER_KEFU);
        assertThat(store.lastKefu(new UserId("stranger"))).isEmpty();
    }

    @Test
    void aClosedSessionStaysClosed() {
        store.place(placement(1, 1, KEFU), new Metadata("{}"));
        Session closed = store.close(SESSION, NOON.plusSeconds(9)).orElseThrow();
        assertThat(closed)
                .isEqualTo(new Session(
                        SESSION,
                        CUSTOMER,
                        KEFU,
                        SessionState.CLOSED,
                        "sales",
                        NOON,
                        NOON.plusSeconds(9),
                        new Metadata("{}"),
                        0));
        assertThat(store.close(SESSION, NOON.plusSeconds(99))).contains(closed);
        assertThat(store.place(placement(1, 8, OTHER_KEFU), null)).isEqualTo(closed);
        assertThat(store.find(SESSION)).contains(closed);
        assertThat(store.close(session(2), NOON)).isEmpty();
    }

    @Test
    void sessionsAreFoundInTheOrderAskedFor() {
        Session one = store.place(placement(1, 1, KEFU), null);
        UserId other = new UserId("other");
        SessionId otherId = SessionId.of(ConversationIds.ofCustomer(other), "00000001");
        Session two = store.place(new Placement(otherId, other, null, "sales", NOON, 2, 1), null);
        assertThat(store.findAll(List.of(otherId, session(9), SESSION))).containsExactly(two, one);
        assertThat(store.findAll(List.of())).isEmpty();
    }

    @Test
    void aCustomersSessionsComeInPagesNewestFirst() {
        IntStream.rangeClosed(1, 5).forEach(i -> {
            store.place(placement(i, i, KEFU), null);
            store.close(session(i), NOON.plusSeconds(i));
        });
        store.place(placement(6, 6, null), null);

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

        store.place(placement(6, 7, KEFU), null);
        assertThat(page(SessionState.ACTIVE, 1, 2)).isEqualTo(new Page<>(sessions(6), 1));
        assertThat(page(SessionState.WAITING, 1, 2)).isEqualTo(new Page<>(List.of(), 0));
        store.close(session(6), NOON);
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
