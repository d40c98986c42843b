package io.kefu.application.message.testing;

import io.kefu.application.analytics.testing.InMemoryCounters;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The conversations that the in-memory log, history and sessions share. One lock guards all of them. */
public final class InMemoryConversations {
    private final Map<ConversationId, InMemoryConversation> conversations = new HashMap<>();
    private final InMemoryMessageEvents events = new InMemoryMessageEvents();

    private final InMemoryCounters counters = new InMemoryCounters();

    /** The counters of messages. */
    public InMemoryCounters counters() {
        return counters;
    }

    public InMemoryMessageEvents events() {
        return events;
    }

    /** Records the present state of an open session. */
    public synchronized void stands(Session session) {
        of(session.conversation()).stands(session);
    }

    /** Records the end of a session. */
    public synchronized void ends(Session session) {
        of(session.conversation()).ends(session);
    }

    /** The number of messages in an open session. */
    public synchronized long messages(SessionId session) {
        return of(session.conversation()).messages(session);
    }

    /** Appends an entry of the service itself to the conversation of a waiting session. */
    public synchronized void appendNotice(Session session, String text, Instant now) {
        Message notice = of(session.conversation()).appendNotice(session, text, now);
        events.publish(session.conversation(), new ConversationEvent.Appended(notice, null));
    }

    /** The newest message of a session that was not recalled. */
    public synchronized Optional<Message> newestIn(Session session) {
        return of(session.conversation()).messages().reversed().stream()
                .filter(message -> session.id().equals(message.session()))
                .filter(message -> message.type() != MessageType.SYSTEM)
                .filter(message -> message.status() != MessageStatus.RECALLED)
                .findFirst();
    }

    /** Lets the store lose all its data. */
    public synchronized void loseEverything() {
        conversations.clear();
    }

    /** Lets the store lose a conversation's newest entries. */
    public synchronized void lose(ConversationId conversation, int entries) {
        of(conversation).lose(entries);
    }

    /** Whether the reader may read a message that mentions the file and was not recalled. */
    public synchronized boolean names(ConversationId conversation, FileId file, UserId reader) {
        return of(conversation).names(file, reader);
    }

    synchronized InMemoryConversation of(ConversationId id) {
        return conversations.computeIfAbsent(id, InMemoryConversation::new);
    }

    synchronized Stream<InMemoryConversation> all() {
        return conversations.values().stream();
    }
}
