package io.kefu.application.message.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
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
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The ports about messages over one store, and the sessions beside them. */
public record MessageHouse(MessageLog log, MessageHistory history, MessageEvents events, SessionStore sessions) {

    /** A house in memory. */
    public static MessageHouse inMemory() {
        InMemoryConversations conversations = new InMemoryConversations();
        return new MessageHouse(
                new InMemoryMessageLog(conversations),
                new InMemoryMessageHistory(conversations),
                conversations.events(),
                new InMemorySessionStore(conversations));
    }

    /** What a stage comes to. */
    public static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** Lets a customer's only session stand like this. */
    public Session stands(UserId customer, @Nullable UserId kefu, long number) {
        return stands("00000001", customer, kefu, number);
    }

    /**
     * Lets a session stand like this.
     *
     * @param kefu null for a waiting one
     * @param number rises with each call of a test
     */
    public Session stands(String suffix, UserId customer, @Nullable UserId kefu, long number) {
        SessionId id = SessionId.of(ConversationIds.ofCustomer(customer), suffix);
        int position = kefu == null ? 1 : 0;
        return sessions.apply(new Assignment(id, customer, kefu, Session.DEFAULT_TYPE, Appends.NOON, number, position));
    }

    /** Ends a session. */
    public void closes(Session session) {
        assertThat(sessions.close(session.id(), new Ending(Appends.NOON, Ending.IDLE), new Only.Always()))
                .isPresent();
    }

    /** Appends what must be accepted. */
    public Message stores(Append append) {
        Appended appended = await(log.append(append));
        assertThat(appended).isInstanceOf(Appended.Stored.class);
        return ((Appended.Stored) appended).message();
    }

    /** Appends what must be refused. */
    public void refuses(Refusal why, Append append) {
        assertThat(await(log.append(append))).isEqualTo(new Appended.Refused(why));
    }
}
