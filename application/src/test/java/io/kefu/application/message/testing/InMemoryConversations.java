package io.kefu.application.message.testing;

import io.kefu.application.analytics.testing.InMemoryCounters;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import java.util.HashMap;
import java.util.List;
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

    /** The newest entry that was written in a session. */
    public synchronized Optional<Message> newestIn(Session session) {
        List<Message> log = of(session.conversation()).messages();
        return log.isEmpty() || !session.id().equals(log.getLast().session())
                ? Optional.empty()
                : Optional.of(log.getLast());
    }

    /** The store loses a conversation's newest entries. */
    public synchronized void lose(ConversationId conversation, int entries) {
        of(conversation).lose(entries);
    }

    synchronized InMemoryConversation of(ConversationId id) {
        return conversations.computeIfAbsent(id, InMemoryConversation::new);
    }

    synchronized Stream<InMemoryConversation> all() {
        return conversations.values().stream();
    }
}
