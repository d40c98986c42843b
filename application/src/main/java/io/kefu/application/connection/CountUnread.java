package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.domain.conversation.ConversationId;
import java.util.List;

/** Counts the unread messages in the conversations in which a user takes part now. */
@UseCase
public final class CountUnread {
    private final ListOwnConversations listOwnConversations;

    public CountUnread(ListOwnConversations listOwnConversations) {
        this.listOwnConversations = listOwnConversations;
    }

    /** Returns the counts of the conversations that have unread messages. Blocks. */
    public List<Unread> count(Principal caller) {
        Operation.READ_UNREAD.requireAllowed(caller);
        return listOwnConversations
                .list(caller)
                .all()
                .map(view -> new Unread(view.conversation(), view.own().unread()))
                .filter(unread -> unread.count() > 0)
                .toList();
    }

    /**
     * The number of unread messages in a conversation.
     *
     * @param count the number of messages of the other side above the caller's read seq that were not recalled; at least
     *     1
     */
    public record Unread(ConversationId conversation, long count) {}
}
