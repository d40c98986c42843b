package io.kefu.application.file.testing;

import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Mentions in memory. */
public final class InMemoryFileMentions implements FileMentions {
    private final InMemoryConversations conversations;
    private final Map<FileId, Set<ConversationId>> mentions = new HashMap<>();

    public InMemoryFileMentions(InMemoryConversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public synchronized void add(FileId file, ConversationId conversation, Instant now) {
        mentions.computeIfAbsent(file, id -> new HashSet<>()).add(conversation);
    }

    @Override
    public synchronized boolean isMentionedFor(Principal reader, FileId file) {
        Set<ConversationId> candidates = reader.isStaff()
                ? mentions.getOrDefault(file, Set.of())
                : Set.of(ConversationIds.ofCustomer(reader.id()));
        return candidates.stream().anyMatch(conversation -> conversations.names(conversation, file, reader.id()));
    }

    @Override
    public synchronized void removeAll(FileId file) {
        mentions.remove(file);
    }
}
