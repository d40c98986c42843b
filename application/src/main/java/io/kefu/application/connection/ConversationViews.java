package io.kefu.application.connection;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.ConversationView;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads the state of conversations, each as one of its sides sees it. */
record ConversationViews(MessageLog log, InstantSource clock) {
    /**
     * Reads the conversations, in the given order. A log that does not exist yet is begun, so that its epoch is the same
     * before and after its first entry. Blocks: one round trip for any number of conversations, and two more for each
     * log that is begun.
     */
    List<ConversationView> read(List<Seat> seats) {
        List<CompletionStage<Optional<ConversationState>>> asked =
                seats.stream().map(seat -> log.state(seat.conversation())).toList();
        List<ConversationView> views = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Seat seat = seats.get(i);
            Optional<ConversationState> state =
                    asked.get(i).toCompletableFuture().join();
            views.add(new ConversationView(
                    seat.side(), seat.isServed(), state.orElseGet(() -> begin(seat.conversation()))));
        }
        return views;
    }

    /** Reads one conversation. Blocks. */
    ConversationView read(Seat seat) {
        return read(List.of(seat)).getFirst();
    }

    private ConversationState begin(ConversationId conversation) {
        return log.begin(conversation, clock.instant()).toCompletableFuture().join();
    }

    /**
     * A conversation, and the side from which it is seen.
     *
     * @param isServed whether the viewer is a kefu who takes part only while serving the customer
     */
    record Seat(ConversationId conversation, Side side, boolean isServed) {
        /** A customer's conversation, seen by the customer. */
        static Seat ofCustomer(UserId customer) {
            return new Seat(ConversationIds.ofCustomer(customer), Side.FIRST, false);
        }

        /** A customer's conversation, seen by the kefu who serves the customer. */
        static Seat ofServing(ConversationId conversation) {
            return new Seat(conversation, Side.SECOND, true);
        }

        /** The conversation of a kefu with a colleague. */
        static Seat ofPair(UserId kefu, UserId colleague) {
            Side side = kefu.compareTo(colleague) <= 0 ? Side.FIRST : Side.SECOND;
            return new Seat(ConversationIds.ofPair(kefu, colleague), side, false);
        }
    }
}
