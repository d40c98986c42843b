package io.kefu.application.message.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.hours.port.Hours;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.Refusal;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.session.testing.InMemorySessionStore;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The ports about messages and sessions over one store. */
public record MessagePorts(MessageLog log, MessageHistory history, MessageEvents events, SessionStore sessions) {

    /** The ports over a new store in memory. */
    public static MessagePorts inMemory() {
        return inMemory(new InMemoryHours(), InstantSource.fixed(Instant.EPOCH));
    }

    /** The ports over a new store in memory, with these working hours. */
    public static MessagePorts inMemory(Hours hours, InstantSource clock) {
        InMemoryConversations conversations = new InMemoryConversations();
        return new MessagePorts(
                new InMemoryMessageLog(conversations),
                new InMemoryMessageHistory(conversations),
                conversations.events(),
                new InMemorySessionStore(conversations, hours, clock));
    }

    /** The result of a stage. */
    public static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** Assigns a customer's only session to a kefu. */
    public Session assign(UserId customer, @Nullable UserId kefu, long number) {
        return assign("00000001", customer, kefu, number);
    }

    /**
     * Assigns a session to a kefu, or lets it wait.
     *
     * @param kefu null for a session that waits
     * @param number the assignment number, which must rise with each call of a test
     */
    public Session assign(String suffix, UserId customer, @Nullable UserId kefu, long number) {
        SessionId id = SessionId.of(ConversationIds.ofCustomer(customer), suffix);
        int position = kefu == null ? 1 : 0;
        return sessions.apply(new Assignment(id, customer, kefu, Session.DEFAULT_TYPE, Appends.NOON, number, position));
    }

    /** Ends a session. */
    public void close(Session session) {
        assertThat(sessions.close(session.id(), new Ending(Appends.NOON, Ending.IDLE), new Only.Always()))
                .isPresent();
    }

    /** Appends a message that must be accepted. */
    public Message store(Append append) {
        Appended appended = await(log.append(append));
        assertThat(appended).isInstanceOf(Appended.Stored.class);
        return ((Appended.Stored) appended).message();
    }

    /** Appends a message that must be refused. */
    public void refuse(Refusal why, Append append) {
        assertThat(await(log.append(append))).isEqualTo(new Appended.Refused(why));
    }
}
