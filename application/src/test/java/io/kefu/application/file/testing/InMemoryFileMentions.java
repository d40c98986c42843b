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

/** Where files are named, over conversations in memory. */
public final class InMemoryFileMentions implements FileMentions {
    private final InMemoryConversations conversations;
    private final Map<FileId, Set<ConversationId>> noted = new HashMap<>();

    public InMemoryFileMentions(InMemoryConversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public synchronized void note(FileId file, ConversationId conversation, Instant now) {
        noted.computeIfAbsent(file, id -> new HashSet<>()).add(conversation);
    }

    @Override
    public synchronized boolean isNamedFor(Principal reader, FileId file) {
        Set<ConversationId> places =
                reader.isStaff() ? noted.getOrDefault(file, Set.of()) : Set.of(ConversationIds.ofCustomer(reader.id()));
        return places.stream().anyMatch(place -> conversations.names(place, file, reader.id()));
    }

    @Override
    public synchronized void forget(FileId file) {
        noted.remove(file);
    }
}
