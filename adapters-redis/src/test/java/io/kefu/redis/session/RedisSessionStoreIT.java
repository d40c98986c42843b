package io.kefu.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.session.testing.SessionStoreContract;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisSessionStoreIT extends SessionStoreContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER_KEFU = new UserId("other");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER);

    private static final Only ALWAYS = new Only.Always();

    private final TestClock clock = TestClock.atNoon();

    @Override
    protected SessionStore create() {
        return new RedisSessionStore(REDIS.redis(), REDIS.indexer(), new InMemoryHours(), clock);
    }

    @Test
    void theConversationContainsItsKefu() {
        SessionStore store = create();
        store.apply(assignment("00000001", 1, KEFU));
        assertThat(standing())
                .isEqualTo(Map.of(
                        "ep", String.valueOf(clock.instant().toEpochMilli()),
                        "c", "customer",
                        "sid", "00000001",
                        "k", "kefu",
                        "lk", "kefu",
                        "cnt", "0",
                        "sf", "0",
                        "kt", String.valueOf(clock.instant().toEpochMilli())));
        assertThat(servants()).isEqualTo(Map.of("kefu", ""));
        write(5);
        store.apply(assignment("00000001", 2, null));
        assertThat(standing()).containsEntry("k", "").containsEntry("lk", "kefu");
        assertThat(servants()).isEqualTo(Map.of("kefu", "5"));
        write(2);
        store.apply(assignment("00000001", 3, OTHER_KEFU));
        store.apply(assignment("00000001", 4, KEFU));
        assertThat(servants()).isEqualTo(Map.of("kefu", "", "other", "7"));
        store.close(assignment("00000001", 4, KEFU).session(), ending(), ALWAYS);
        assertThat(standing()).containsEntry("sid", "").containsEntry("k", "").containsEntry("lk", "kefu");
        assertThat(servants()).isEqualTo(Map.of("kefu", "7", "other", "7"));
    }

    @Test
    void theEpochStaysTheSameAfterASessionIsClosed() {
        SessionStore store = create();
        String epoch = String.valueOf(clock.instant().toEpochMilli());
        store.apply(assignment("00000001", 1, null));
        store.close(assignment("00000001", 1, null).session(), ending(), ALWAYS);
        clock.advance(Duration.ofSeconds(1));
        store.apply(assignment("00000002", 2, null));
        assertThat(standing()).containsEntry("ep", epoch);
    }

    @Test
    void messagesAreCountedInTheConversationWhileTheSessionIsOpen() {
        SessionStore store = create();
        SessionId id = store.apply(assignment("00000001", 1, KEFU)).id();
        write(3);
        assertThat(store.find(id).orElseThrow().messages()).isEqualTo(3);
        assertThat(store.apply(assignment("00000001", 2, OTHER_KEFU)).messages())
                .isEqualTo(3);
        write(1);
        assertThat(store.close(id, ending(), ALWAYS).orElseThrow().session().messages())
                .isEqualTo(4);
        SessionId next = store.apply(assignment("00000002", 3, null)).id();
        write(2);
        assertThat(store.findAll(List.of(id, next)))
                .extracting(s -> s.messages())
                .containsExactly(4L, 2L);
    }

    @Test
    void aSessionWhoseClosingWasLostIsClosedByTheNextSession() {
        SessionStore store = create();
        SessionId lost = store.apply(assignment("00000001", 1, KEFU)).id();
        write(3);
        SessionId next = store.apply(assignment("00000002", 9, OTHER_KEFU)).id();
        assertThat(store.find(lost).orElseThrow().state()).isEqualTo(SessionState.CLOSED);
        assertThat(store.find(lost).orElseThrow().messages()).isEqualTo(3);
        assertThat(store.find(next).orElseThrow().state()).isEqualTo(SessionState.ACTIVE);
        assertThat(servants()).isEqualTo(Map.of("kefu", "3", "other", ""));
    }

    @Test
    void eachChangeIsPublishedOnceToTheUsersOfTheSession() throws InterruptedException {
        BlockingQueue<String> heard = REDIS.listen(
                REDIS.keys().channel(CUSTOMER),
                REDIS.keys().channel(KEFU),
                REDIS.keys().channel(OTHER_KEFU));

        SessionStore store = create();
        Assignment waiting = assignment("00000001", 1, null);
        String hint = " session " + waiting.session();
        store.apply(waiting);
        store.apply(waiting);
        assertThat(take(heard, 1)).containsExactly("0:{user:customer}" + hint);
        store.apply(assignment("00000001", 2, KEFU));
        assertThat(take(heard, 2)).containsExactlyInAnyOrder("0:{user:customer}" + hint, "0:{user:kefu}" + hint);
        store.apply(assignment("00000001", 3, OTHER_KEFU));
        assertThat(take(heard, 3))
                .containsExactlyInAnyOrder("0:{user:customer}" + hint, "0:{user:other}" + hint, "0:{user:kefu}" + hint);
        store.close(waiting.session(), ending(), ALWAYS);
        store.close(waiting.session(), ending(), ALWAYS);
        assertThat(take(heard, 2)).containsExactlyInAnyOrder("0:{user:customer}" + hint, "0:{user:other}" + hint);
        store.announce(store.find(waiting.session()).orElseThrow());
        assertThat(take(heard, 3))
                .containsExactlyInAnyOrder("0:{user:customer}" + hint, "0:{user:other}" + hint, "0:{user:kefu}" + hint);
        REDIS.publish(REDIS.keys().channel(KEFU), "end");
        assertThat(take(heard, 1)).containsExactly("0:{user:kefu} end");
    }

    private Ending ending() {
        return new Ending(clock.instant(), Ending.IDLE);
    }

    private static List<String> take(BlockingQueue<String> heard, int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(String.valueOf(heard.poll(5, TimeUnit.SECONDS)));
        }
        return taken;
    }

    private Map<String, String> standing() {
        return REDIS.commands().hgetall(REDIS.keys().conversation(CONVERSATION));
    }

    private Map<String, String> servants() {
        return REDIS.commands().hgetall(REDIS.keys().kefuOf(CONVERSATION));
    }

    /** Changes the state of the conversation like an append of messages. */
    private void write(int messages) {
        REDIS.commands().hincrby(REDIS.keys().conversation(CONVERSATION), "seq", messages);
        REDIS.commands().hincrby(REDIS.keys().conversation(CONVERSATION), "cnt", messages);
    }

    private Assignment assignment(String suffix, long number, @Nullable UserId kefu) {
        return new Assignment(
                SessionId.of(CONVERSATION, suffix),
                CUSTOMER,
                kefu,
                "sales",
                clock.instant(),
                number,
                kefu == null ? 1 : 0);
    }
}
