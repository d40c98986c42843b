package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Progress;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads where conversations stand, seen from one of their sides. */
@UseCase
public final class ReadPlace {
    private final MessageLog log;
    private final InstantSource clock;

    public ReadPlace(MessageLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Reads where the conversations stand, in the given order. A log that does not exist yet is begun, so that its
     * epoch is the same before and after its first entry. Blocks: one round trip for any number of conversations, and
     * two more for each log that is begun.
     */
    public List<Place> read(List<Seen> conversations) {
        List<CompletionStage<Optional<ConversationState>>> asked = conversations.stream()
                .map(seen -> log.state(seen.conversation()))
                .toList();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Seen seen = conversations.get(i);
            Optional<ConversationState> standing =
                    asked.get(i).toCompletableFuture().join();
            places.add(new Place(seen.side(), seen.isServed(), standing.orElseGet(() -> begin(seen.conversation()))));
        }
        return places;
    }

    private ConversationState begin(ConversationId conversation) {
        return log.begin(conversation, clock.instant()).toCompletableFuture().join();
    }

    /**
     * A conversation, and the side from which it is seen.
     *
     * @param isServed whether the viewer is a kefu who takes part only while serving the customer
     */
    public record Seen(ConversationId conversation, Side side, boolean isServed) {
        /** A customer's conversation, seen by the customer. */
        public static Seen own(UserId customer) {
            return new Seen(ConversationIds.ofCustomer(customer), Side.FIRST, false);
        }

        /** A customer's conversation, seen by the kefu who serves. */
        public static Seen served(ConversationId conversation) {
            return new Seen(conversation, Side.SECOND, true);
        }

        /** The conversation of a kefu with a colleague. */
        public static Seen pair(UserId kefu, UserId colleague) {
            Side side = kefu.compareTo(colleague) <= 0 ? Side.FIRST : Side.SECOND;
            return new Seen(ConversationIds.ofPair(kefu, colleague), side, false);
        }
    }

    /**
     * The standing of a conversation, and the side from which it is seen.
     *
     * @param isServed whether the viewer is a kefu who takes part only while serving the customer
     */
    public record Place(Side side, boolean isServed, ConversationState standing) {
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
