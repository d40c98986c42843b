package io.kefu.application.message;

import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Progress;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.domain.conversation.ConversationId;

/**
 * The state of a conversation as one of its two sides sees it.
 *
 * @param isServed whether the viewer is a kefu who takes part only while serving the customer
 */
public record ConversationView(Side side, boolean isServed, ConversationState state) {

    /** A customer's conversation, as the kefu who serves the customer sees it. */
    public static ConversationView served(ConversationState state) {
        return new ConversationView(Side.SECOND, true, state);
    }

    /** The conversation. */
    public ConversationId conversation() {
        return state.conversation();
    }

    /** The cursors of the viewer's side. */
    public Progress own() {
        return state.of(side);
    }

    /** The cursors of the other side. */
    public Progress peer() {
        return state.of(side.other());
    }

    /** Whether either side has entries that were not delivered to it yet. */
    public boolean isUndelivered() {
        return isUndelivered(own()) || isUndelivered(peer());
    }

    /** A side's own entries do not move its cursors and need no delivery; notices of recalls do. */
    private boolean isUndelivered(Progress progress) {
        return progress.delivered() < state.last() && progress.entriesAbove() > 0;
    }
}
