package io.kefu.application.connection;

import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Reached;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.message.port.MessageLog.Standing;
import io.kefu.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads where conversations stand, seen from one of their sides. */
public final class ReadPlace {
    private final MessageLog log;

    public ReadPlace(MessageLog log) {
        this.log = log;
    }

    /**
     * Where the conversations stand, in their order; an empty log for one in which nothing ever happened. Blocks, for one
     * round trip however many they are.
     */
    public List<Place> read(List<ConversationId> conversations, Side side) {
        List<CompletionStage<Optional<Standing>>> asked =
                conversations.stream().map(log::standing).toList();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            ConversationId conversation = conversations.get(i);
            Optional<Standing> standing = asked.get(i).toCompletableFuture().join();
            places.add(new Place(side, standing.orElseGet(() -> nothingYet(conversation))));
        }
        return places;
    }

    private static Standing nothingYet(ConversationId conversation) {
        return new Standing(conversation, "0", 0, new Reached(0, 0), new Reached(0, 0), null, null);
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
