package io.kefu.application.connection;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Reached;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.message.port.MessageLog.Standing;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.ReadSession;
import io.kefu.application.session.port.Desk;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
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
    private final MessageLog log;
    private final Desk desk;
    private final ReadSession readSession;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;
    private final Duration lease;

    public Connect(
            Presence presence,
            UserStore users,
            MessageLog log,
            Desk desk,
            ReadSession readSession,
            AssignWaiting assignWaiting,
            InstantSource clock,
            Duration lease) {
        this.presence = presence;
        this.users = users;
        this.log = log;
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
            Participation own = new Participation(ConversationIds.ofCustomer(caller.id()), Side.FIRST);
            Standing standing = standing(own.conversation());
            List<ReadSession.Found> sessions = Optional.ofNullable(standing.session()).stream()
                    .map(id -> readSession.read(caller, id))
                    .toList();
            return new Greeting(sessions, List.of(new Place(own, standing)));
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
            places.add(place(new Participation(id.conversation(), Side.SECOND)));
        }
        return new Greeting(sessions, places);
    }

    /** Where one conversation stands. Blocks. */
    public Place place(Participation participation) {
        return new Place(participation, standing(participation.conversation()));
    }

    private Standing standing(ConversationId conversation) {
        return log.standing(conversation)
                .toCompletableFuture()
                .join()
                .orElseGet(() -> new Standing(conversation, "0", 0, new Reached(0, 0), new Reached(0, 0), null, null));
    }

    /**
     * What a user is told first.
     *
     * @param sessions the user's open sessions
     * @param places the conversations that the user takes part in now
     */
    public record Greeting(List<ReadSession.Found> sessions, List<Place> places) {}

    /** A conversation and the side on which the user stands in it. */
    public record Participation(ConversationId conversation, Side side) {
        /** How a user takes part in the conversation with another kefu. */
        public static Participation ofPair(UserId user, UserId other) {
            Side side = user.compareTo(other) <= 0 ? Side.FIRST : Side.SECOND;
            return new Participation(ConversationIds.ofPair(user, other), side);
        }
    }

    /** A conversation, and where it stands. */
    public record Place(Participation participation, Standing standing) {
        /** The cursors of the user's own side. */
        public Reached own() {
            return standing.of(participation.side());
        }

        /** The cursors of the other side. */
        public Reached peer() {
            return standing.of(participation.side() == Side.FIRST ? Side.SECOND : Side.FIRST);
        }
    }
}
