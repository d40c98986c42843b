package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.ReadPlace.Place;
import io.kefu.application.connection.ReadPlace.Seen;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.session.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lists where the conversations stand in which a user takes part now: a customer's own; those of the sessions that a kefu
 * serves, and those with the colleagues whom the kefu last exchanged words with.
 */
@UseCase
public final class ListOwnPlaces {
    /** With how many colleagues, the newest conversations first. */
    private static final int PARTNERS = 100;

    private final Desk desk;
    private final MessageHistory history;
    private final ReadPlace readPlace;

    public ListOwnPlaces(Desk desk, MessageHistory history, ReadPlace readPlace) {
        this.desk = desk;
        this.history = history;
        this.readPlace = readPlace;
    }

    /** The places. Blocks, for one round trip for a customer and three for a kefu. */
    public Own list(Principal caller) {
        Operation.CONNECT.requireAllowed(caller);
        if (!caller.isStaff()) {
            Place own = readPlace.read(List.of(Seen.own(caller.id()))).getFirst();
            return new Own(
                    Optional.ofNullable(own.standing().session()).stream().toList(), List.of(own));
        }
        List<SessionId> sessions = desk.servedBy(caller.id());
        Stream<Seen> served = sessions.stream().map(session -> Seen.served(session.conversation()));
        Stream<Seen> pairs =
                history.partnersOf(caller.id(), PARTNERS).stream().map(partner -> Seen.pair(caller.id(), partner));
        return new Own(sessions, readPlace.read(Stream.concat(served, pairs).toList()));
    }

    /**
     * What a user takes part in.
     *
     * @param sessions the user's open session, or those that a kefu serves
     * @param places where the conversations stand: those of the sessions first
     */
    public record Own(List<SessionId> sessions, List<Place> places) {}
}
