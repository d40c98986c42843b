package io.kefu.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.hours.testing.HoursContract;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.message.testing.InMemoryMessageLog;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.domain.hours.WorkingHours;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests what happens to sessions outside of the working hours. */
class WorkingHoursTest {
    private final InMemoryConversations conversations = new InMemoryConversations();
    private final MessageLog log = new InMemoryMessageLog(conversations);
    private final SessionFixture fixture = SessionFixture.inMemory(conversations);

    private void closeService(@Nullable String message) {
        fixture.hours().replace(HoursContract.withMessage(message), OptionalLong.empty());
        assertThat(fixture.hours().isOpen(fixture.clock().instant())).isFalse();
    }

    private void openService() {
        fixture.hours().replace(WorkingHours.ALWAYS, OptionalLong.empty());
    }

    private List<String> entries(Session session) {
        return log.readAfter(session.conversation(), 0, 100).toCompletableFuture().join().messages().stream()
                .map(Message::content)
                .toList();
    }

    @Test
    void aSessionWaitsUntilTheServiceOpens() {
        UserId kefu = fixture.comes("kefu", 5);
        closeService("Closed");
        Session session = fixture.opens("a");
        assertThat(session.state()).isEqualTo(SessionState.WAITING);
        assertThat(entries(session)).containsExactly("Closed");
        fixture.sweeps();
        fixture.comes("other", 5);
        assertThat(fixture.find(session.id()).state()).isEqualTo(SessionState.WAITING);
        openService();
        fixture.sweeps();
        assertThat(fixture.find(session.id()).state()).isEqualTo(SessionState.ACTIVE);
        assertThat(entries(session)).containsExactly("Closed");
        assertThat(fixture.desk().servedBy(kefu).size()
                        + fixture.desk().servedBy(new UserId("other")).size())
                .isEqualTo(1);
    }

    @Test
    void aKefuMayTakeAWaitingSessionByHand() {
        fixture.comes("kefu", 5);
        closeService("Closed");
        Session session = fixture.opens("a");
        Session taken = fixture.takeSession().take(SessionFixture.kefu("kefu"), session.id());
        assertThat(taken.state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void sessionsThatWaitWhenTheServiceClosesGetTheMessageOnce() {
        List<Session> waiting = List.of(fixture.opens("a"), fixture.opens("b"));
        fixture.sweeps();
        assertThat(entries(waiting.getFirst())).isEmpty();
        closeService(null);
        fixture.sweeps();
        assertThat(entries(waiting.getFirst())).isEmpty();
        closeService("Closed");
        fixture.sweeps();
        fixture.sweeps();
        openService();
        fixture.sweeps();
        closeService("Closed again");
        fixture.sweeps();
        waiting.forEach(session -> assertThat(entries(session)).containsExactly("Closed"));
    }

    @Test
    void aSessionThatReturnsToTheQueueGetsTheMessage() {
        fixture.comes("kefu", 5);
        Session session = fixture.opens("a");
        closeService("Closed");
        assertThat(entries(session)).isEmpty();
        fixture.releaseKefu().release(new UserId("kefu"));
        assertThat(fixture.find(session.id()).state()).isEqualTo(SessionState.WAITING);
        assertThat(entries(session)).containsExactly("Closed");
    }
}
