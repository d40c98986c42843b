package io.kefu.application.connection;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Progress;
import io.kefu.application.message.port.MessageLog.Reached;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.message.port.MessageLog.Standing;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads where conversations stand, seen from one of their sides. */
public final class ReadPlace {
    /** The epoch of a conversation in which nothing ever happened. */
    public static final String NO_EPOCH = "0";

    private final MessageLog log;

    public ReadPlace(MessageLog log) {
        this.log = log;
    }

    /**
     * Where the conversations stand, in their order; an empty log for one in which nothing ever happened. Blocks, for one
     * round trip however many they are.
     */
    public List<Place> read(List<Seen> conversations) {
        List<CompletionStage<Optional<Standing>>> asked = conversations.stream()
                .map(seen -> log.standing(seen.conversation()))
                .toList();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Seen seen = conversations.get(i);
            Optional<Standing> standing = asked.get(i).toCompletableFuture().join();
            places.add(new Place(seen.side(), standing.orElseGet(() -> nothingYet(seen.conversation()))));
        }
        return places;
    }

    private static Standing nothingYet(ConversationId conversation) {
        Progress none = new Progress(new Reached(0, 0), 0, 0);
        return new Standing(conversation, NO_EPOCH, 0, none, none, null, null, null);
    }

    /** A conversation, and the side from which it is seen. */
    public record Seen(ConversationId conversation, Side side) {
        /** The conversation of a kefu with a colleague. */
        public static Seen pair(UserId kefu, UserId colleague) {
            return new Seen(
                    ConversationIds.ofPair(kefu, colleague), kefu.compareTo(colleague) <= 0 ? Side.FIRST : Side.SECOND);
        }
    }

    /** Where a conversation stands, and the side from which it is seen. */
    public record Place(Side side, Standing standing) {
        /** How far the side itself has got. */
        public Progress own() {
            return standing.of(side);
        }

        /** How far the other side has got. */
        public Progress peer() {
            return standing.of(side.other());
        }

        /** Whether something has not arrived yet, on whichever side. */
        public boolean isUndelivered() {
            return isUndelivered(own()) || isUndelivered(peer());
        }

        /** A side's own entries do not move its cursors and need no delivery; notices of recalls do. */
        private boolean isUndelivered(Progress progress) {
            return progress.delivered() < standing.last() && progress.entriesAbove() > 0;
        }
    }
}
