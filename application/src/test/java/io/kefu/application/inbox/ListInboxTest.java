package io.kefu.application.inbox;

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
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.UserId;
import org.junit.jupiter.api.Test;

/** Tests of {@link ListWaitingSessions} and {@link ListActiveSessions}. */
class ListInboxTest {
    private static final PageRequest FIRST = new PageRequest(1, 20);

    private final InMemoryConversations conversations = new InMemoryConversations();
    private final SessionFixture fixture = SessionFixture.inMemory(conversations);
    private final InMemoryMessageLog log = new InMemoryMessageLog(conversations);
    private final DescribeListedSessions describe =
            new DescribeListedSessions(log, new InMemoryMessageHistory(conversations));
    private final ListWaitingSessions listWaiting =
            new ListWaitingSessions(fixture.desk(), fixture.sessions(), fixture.describeSessions(), describe);
    private final ListActiveSessions listActive =
            new ListActiveSessions(fixture.desk(), fixture.sessions(), fixture.describeSessions(), describe);

    @Test
    void waitingSessionsAreListedInQueueOrderWithNameAndNewestMessage() {
        fixture.opens("a");
        fixture.opens("b");
        MessagePorts.await(log.append(Appends.customer(new UserId("b"), "one")));
        MessagePorts.await(log.append(Appends.customer(new UserId("b"), "two")));
        Page<ListedSession> page = listWaiting.list(kefu("k"), FIRST);
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.items())
                .extracting(
                        waiting -> waiting.found().queuePosition(),
                        listed -> listed.found().username(),
                        waiting -> waiting.lastMessage() == null
                                ? null
                                : waiting.lastMessage().content(),
                        ListedSession::unread)
                .containsExactly(tuple(1, "a", null, 0L), tuple(2, "b", "two", 2L));
        assertThat(listWaiting.list(admin("root"), new PageRequest(2, 1)).items())
                .extracting(listed -> listed.found().username())
                .containsExactly("b");
    }

    @Test
    void activeSessionsAreListedNewestFirstWithNewestMessageAndUnreadCount() {
        fixture.comes("kefu", 2);
        fixture.opens("a");
        fixture.opens("b");
        fixture.opens("c");
        MessagePorts.await(log.append(Appends.customer(new UserId("a"), "one")));
        MessagePorts.await(log.append(Appends.serving(new UserId("kefu"), new UserId("a"), "two")));
        Page<ListedSession> page = listActive.list(kefu("kefu"), FIRST);
        assertThat(page.total()).isEqualTo(2);
        assertThat(page.items())
                .extracting(
                        listed -> listed.found().username(),
                        active -> active.found().kefuName(),
                        active -> active.lastMessage() == null
                                ? null
                                : active.lastMessage().content(),
                        ListedSession::unread)
                .containsExactly(tuple("b", "kefu", null, 0L), tuple("a", "kefu", "two", 1L));
    }

    @Test
    void customersMayNotListTheSessionsOfOthers() {
        assertRefused(ErrorCode.FORBIDDEN, () -> listActive.list(customer("a"), FIRST));
        assertRefused(ErrorCode.FORBIDDEN, () -> listWaiting.list(customer("a"), FIRST));
    }
}
