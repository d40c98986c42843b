package io.kefu.application.queue;

import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.message.testing.InMemoryMessageHistory;
import io.kefu.application.message.testing.InMemoryMessageLog;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.queue.ListWaitingSessions.Waiting;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.UserId;
import org.junit.jupiter.api.Test;

class ListWaitingSessionsTest {
    private static final PageRequest FIRST = new PageRequest(1, 20);

    private final InMemoryConversations conversations = new InMemoryConversations();
    private final SessionFixture fixture = SessionFixture.inMemory(conversations);
    private final ListWaitingSessions listWaiting = new ListWaitingSessions(
            fixture.desk(), fixture.sessions(), fixture.users(), new InMemoryMessageHistory(conversations));

    @Test
    void waitingSessionsAreListedInQueueOrderWithNameAndNewestMessage() {
        fixture.opens("a");
        fixture.opens("b");
        InMemoryMessageLog log = new InMemoryMessageLog(conversations);
        MessagePorts.await(log.append(Appends.customer(new UserId("b"), "one")));
        MessagePorts.await(log.append(Appends.customer(new UserId("b"), "two")));
        Page<Waiting> page = listWaiting.list(kefu("k"), FIRST);
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.items())
                .extracting(
                        waiting -> waiting.found().queuePosition(),
                        Waiting::username,
                        waiting -> waiting.lastMessage() == null
                                ? null
                                : waiting.lastMessage().content())
                .containsExactly(tuple(1, "a", null), tuple(2, "b", "two"));
        assertThat(listWaiting.list(admin("root"), new PageRequest(2, 1)).items())
                .extracting(Waiting::username)
                .containsExactly("b");
    }

    @Test
    void customersMayNotListTheQueue() {
        assertRefused(ErrorCode.FORBIDDEN, () -> listWaiting.list(customer("a"), FIRST));
    }
}
