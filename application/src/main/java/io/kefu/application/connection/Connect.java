package io.kefu.application.connection;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.ReadPlace.Place;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.ReadSession;
import io.kefu.application.session.port.Desk;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings a user online through a socket, and tells where everything stands that concerns the user. */
public final class Connect {
    private final Presence presence;
    private final UserStore users;
    private final ReadPlace readPlace;
    private final Desk desk;
    private final ReadSession readSession;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;
    private final Duration lease;

    public Connect(
            Presence presence,
            UserStore users,
            ReadPlace readPlace,
            Desk desk,
            ReadSession readSession,
            AssignWaiting assignWaiting,
            InstantSource clock,
            Duration lease) {
        this.presence = presence;
        this.users = users;
        this.readPlace = readPlace;
        this.desk = desk;
        this.readSession = readSession;
        this.assignWaiting = assignWaiting;
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * Connects. Blocks.
     *
     * @param node the node that holds the socket
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for a user who is not there any more
     */
    public Greeting connect(Principal caller, String node) {
        Operation.CONNECT.requireAllowed(caller);
        Instant now = clock.instant();
        presence.connect(node, List.of(caller.id()), now, lease);
        if (!caller.isStaff()) {
            Place own = readPlace.read(ConversationIds.ofCustomer(caller.id()), Side.FIRST);
            List<ReadSession.Found> sessions = Optional.ofNullable(
                            own.standing().session())
                    .stream()
                    .map(id -> readSession.read(caller, id))
                    .toList();
            return new Greeting(sessions, List.of(own));
        }
        if (caller.role() == Role.KEFU) {
            User user = users.find(caller.id()).orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
            KefuStatus status = presence.beat(caller.id(), user.service(), null, now, lease);
            if (status == KefuStatus.ONLINE) {
                assignWaiting.assign();
            }
        }
        return served(caller);
    }

    /** What a kefu serves now. */
    private Greeting served(Principal caller) {
        List<ReadSession.Found> sessions = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (SessionId id : desk.servedBy(caller.id())) {
            sessions.add(readSession.read(caller, id));
            places.add(readPlace.read(id.conversation(), Side.SECOND));
        }
        return new Greeting(sessions, places);
    }

    /**
     * What a user is told first.
     *
     * @param sessions the user's open sessions
     * @param places the conversations that the user takes part in now
     */
    public record Greeting(List<ReadSession.Found> sessions, List<Place> places) {}
}
