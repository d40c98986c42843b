package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.domain.conversation.ConversationId;
import java.util.List;

/** Counts the messages that a user's side has not read yet in the conversations that the user takes part in now. */
@UseCase
public final class CountUnread {
    private final ListOwnPlaces listOwnPlaces;

    public CountUnread(ListOwnPlaces listOwnPlaces) {
        this.listOwnPlaces = listOwnPlaces;
    }

    /** The counts of the conversations in which anything is unread. Blocks. */
    public List<Unread> count(Principal caller) {
        Operation.READ_UNREAD.requireAllowed(caller);
        return listOwnPlaces.list(caller).places().stream()
                .map(place ->
                        new Unread(place.standing().conversation(), place.own().unread()))
                .filter(unread -> unread.count() > 0)
                .toList();
    }

    /**
     * What is unread in a conversation.
     *
     * @param count the number of messages of the other side above the own side's read seq that were not recalled; at
     *     least 1
     */
    public record Unread(ConversationId conversation, long count) {}
}
