package io.kefu.application.connection;

import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Reached;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.message.port.MessageLog.Standing;
import io.kefu.domain.conversation.ConversationId;

/** Reads where a conversation stands, seen from one of its sides. */
public final class ReadPlace {
    private final MessageLog log;

    public ReadPlace(MessageLog log) {
        this.log = log;
    }

    /** Where the conversation stands; an empty log for one in which nothing ever happened. Blocks. */
    public Place read(ConversationId conversation, Side side) {
        Standing standing = log.standing(conversation)
                .toCompletableFuture()
                .join()
                .orElseGet(() -> new Standing(conversation, "0", 0, new Reached(0, 0), new Reached(0, 0), null, null));
        return new Place(side, standing);
    }

    /** Where a conversation stands, and the side from which it is seen. */
    public record Place(Side side, Standing standing) {
        /** The cursors of the side itself. */
        public Reached own() {
            return standing.of(side);
        }

        /** The cursors of the other side. */
        public Reached peer() {
            return standing.of(side == Side.FIRST ? Side.SECOND : Side.FIRST);
        }
    }
}
