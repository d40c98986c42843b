package io.kefu.application.message.testing;

import io.kefu.application.analytics.testing.InMemoryCounters;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Conversations in memory: what their logs, their history and the sessions have in common, behind its one lock. */
public final class InMemoryConversations {
    private final Map<ConversationId, InMemoryConversation> conversations = new HashMap<>();
    private final InMemoryMessageEvents events = new InMemoryMessageEvents();

    private final InMemoryCounters counters = new InMemoryCounters();

    /** What is counted. */
    public InMemoryCounters counters() {
        return counters;
    }

    public InMemoryMessageEvents events() {
        return events;
    }

    /** An open session now stands like this in its conversation. */
    public synchronized void stands(Session session) {
        of(session.conversation()).stands(session);
    }

    /** A session ends in its conversation. */
    public synchronized void ends(Session session) {
        of(session.conversation()).ends(session);
    }

    /** How many messages were written in a conversation's open session. */
    public synchronized long messages(SessionId session) {
        return of(session.conversation()).messages(session);
    }

    /** The newest message that was written in a session and not recalled. */
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

    /** The store loses a conversation's newest entries. */
    public synchronized void lose(ConversationId conversation, int entries) {
        of(conversation).lose(entries);
    }

    /** Whether a message that the reader may read, and that was not recalled, names the file. */
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
