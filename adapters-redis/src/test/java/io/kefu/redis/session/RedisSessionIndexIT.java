package io.kefu.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionIndex;
import io.kefu.application.session.port.SessionIndex.Filter;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.session.testing.SessionIndexContract;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import io.kefu.redis.index.SessionChange;
import io.kefu.redis.index.SessionSets;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.testing.RedisExtension;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisSessionIndexIT extends SessionIndexContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");

    @Override
    protected Ports create() {
        MessageIndexer indexer = REDIS.indexer();
        return new Ports(
                new RedisSessionStore(REDIS.redis(), indexer, new InMemoryHours(), TestClock.atNoon()),
                new RedisSessionIndex(REDIS.redis(), indexer));
    }

    @Test
    void changesOfANodeThatIsLateAreNotApplied() {
        SessionSets late = new SessionSets(REDIS.redis());
        SessionSets other = new SessionSets(REDIS.redis());
        SessionChange opening = change("", "waiting\n");
        SessionChange assignment = change("waiting\n", "active\nkefu");
        assertThat(apply(late, "1-0", opening)).isTrue();
        // Both nodes read the queue. The other node has to read it again, because it did not know that the opening was
        // applied.
        assertThat(apply(other, "2-0", opening, assignment)).isFalse();
        assertThat(apply(other, "2-0", opening, assignment)).isTrue();
        assertThat(apply(other, "3-0", change("active\nkefu", "closed\nkefu"))).isTrue();
        assertThat(apply(late, "2-0", opening, assignment)).isFalse();
        assertThat(REDIS.commands().keys("{sessions}:by:*"))
                .containsExactlyInAnyOrder("{sessions}:by:closed  ", "{sessions}:by:closed kefu ");
        assertThat(apply(late, "3-0", change("active\nkefu", "closed\nkefu"))).isTrue();
    }

    @Test
    void applyingChangesAgainChangesNothing() {
        SessionSets sets = new SessionSets(REDIS.redis());
        SessionChange[] changes = {
            change("", "waiting\n"), change("waiting\n", "active\nkefu"), change("active\nkefu", "active\nkefu\nVIP")
        };
        for (int i = 0; i < 2; i++) {
            assertThat(apply(sets, "1-0", changes)).isTrue();
            assertThat(REDIS.commands().keys("{sessions}:by:*")).hasSize(8);
        }
        assertThat(REDIS.commands().zscore("{sessions}:by:open kefu VIP", "sess_ck"))
                .isEqualTo(7);
        assertThat(apply(sets, "2-0", change("active\nkefu\nVIP", ""))).isTrue();
        assertThat(REDIS.commands().keys("{sessions}:by:*")).isEmpty();
    }

    @Test
    void listsChangesOfOtherNodes() {
        SessionStore store = create().store();
        SessionIndex index = create().index();
        SessionId session = SessionId.of(ConversationIds.ofCustomer(CUSTOMER), "00000001");
        for (long number = 1; number <= 20; number++) {
            UserId kefu = number % 2 == 0 ? KEFU : null;
            var unused = store.apply(new Assignment(
                    session, CUSTOMER, kefu, "sales", TestClock.atNoon().instant(), number, 0));
            SessionState state = kefu == null ? SessionState.WAITING : SessionState.ACTIVE;
            for (SessionState each : SessionState.values()) {
                assertThat(index.list(new Filter(each, null, null, ""), TimeRange.ALL, new PageRequest(1, 10))
                                .items())
                        .isEqualTo(each == state ? List.of(session) : List.of());
            }
        }
    }

    @Test
    void severalNodesThatIndexAtTheSameTimeLoseNoChange() throws InterruptedException {
        List<MessageIndexer> nodes = Stream.generate(REDIS::indexer).limit(3).toList();
        AtomicBoolean isWriting = new AtomicBoolean(true);
        List<Thread> racing = nodes.stream()
                .map(node -> Thread.startVirtualThread(() -> {
                    while (isWriting.get()) {
                        REDIS.redis().await(node.allIndexed());
                    }
                }))
                .toList();
        Ports ports = create();
        for (int i = 0; i < 300; i++) {
            UserId customer = new UserId("customer" + i % 30);
            SessionId session = SessionId.of(ConversationIds.ofCustomer(customer), "%08d".formatted(i));
            assertThat(ports.store()
                            .apply(assignment(session, customer, null, 2 * i + 1))
                            .state())
                    .isEqualTo(SessionState.WAITING);
            assertThat(ports.store()
                            .apply(assignment(session, customer, KEFU, 2 * i + 2))
                            .state())
                    .isEqualTo(SessionState.ACTIVE);
            if (i < 270) {
                Ending ending = new Ending(TestClock.atNoon().instant(), "done");
                assertThat(ports.store().close(session, ending, new Only.Always()))
                        .isPresent();
            }
        }
        isWriting.set(false);
        for (Thread thread : racing) {
            thread.join();
        }
        assertThat(total(ports, SessionState.WAITING)).isZero();
        assertThat(total(ports, SessionState.ACTIVE)).isEqualTo(30);
        assertThat(total(ports, SessionState.CLOSED)).isEqualTo(270);
        assertThat(ports.index()
                        .list(Filter.ALL, TimeRange.ALL, new PageRequest(1, 1))
                        .total())
                .isEqualTo(300);
    }

    private static long total(Ports ports, SessionState state) {
        return ports.index()
                .list(new Filter(state, null, null, ""), TimeRange.ALL, new PageRequest(1, 1))
                .total();
    }

    private static Assignment assignment(SessionId session, UserId customer, @Nullable UserId kefu, long number) {
        return new Assignment(
                session, customer, kefu, "sales", TestClock.atNoon().instant(), number, 0);
    }

    private static boolean apply(SessionSets sets, String lastEntry, SessionChange... changes) {
        return REDIS.redis().await(sets.apply(3, lastEntry, List.of(changes)));
    }

    private static SessionChange change(String former, String present) {
        return new SessionChange("c", "k", "7", former, present);
    }
}
