package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.ConversationViews.Seat;
import io.kefu.application.message.ConversationView;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.session.SessionId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lists the conversations in which a user takes part now: a customer's own one; for a kefu, those of the sessions that
 * the kefu serves, and those with the colleagues with whom the kefu last exchanged messages.
 */
@UseCase
public final class ListOwnConversations {
    /** The conversations with this many colleagues are listed, newest first. */
    private static final int COLLEAGUES = 100;

    private final Desk desk;
    private final MessageHistory history;
    private final ConversationViews views;

    public ListOwnConversations(Desk desk, MessageHistory history, MessageLog log, InstantSource clock) {
        this.desk = desk;
        this.history = history;
        this.views = new ConversationViews(log, clock);
    }

    /** Lists them. Blocks, for one round trip for a customer and three for a kefu. */
    public Own list(Principal caller) {
        Operation.CONNECT.requireAllowed(caller);
        if (!caller.isStaff()) {
            ConversationView own = views.read(Seat.ofCustomer(caller.id()));
            return new Own(Optional.ofNullable(own.state().session()).stream().toList(), List.of(own), List.of());
        }
        List<SessionId> sessions = desk.servedBy(caller.id());
        Stream<Seat> served = sessions.stream().map(session -> Seat.ofServing(session.conversation()));
        Stream<Seat> pairs = history.partnersOf(caller.id(), COLLEAGUES).stream()
                .map(colleague -> Seat.ofPair(caller.id(), colleague));
        List<ConversationView> all = views.read(Stream.concat(served, pairs).toList());
        return new Own(sessions, all.subList(0, sessions.size()), all.subList(sessions.size(), all.size()));
    }

    /**
     * The conversations of a user.
     *
     * @param sessions the customer's open session, or the sessions that the kefu serves
     * @param withCustomers the customer's own conversation; for a kefu one conversation for each of {@code sessions}, in
     *     the same order
     * @param pairs the conversations with colleagues, newest first; empty for a customer
     */
    public record Own(List<SessionId> sessions, List<ConversationView> withCustomers, List<ConversationView> pairs) {
        public Stream<ConversationView> all() {
            return Stream.concat(withCustomers.stream(), pairs.stream());
        }
    }
}
