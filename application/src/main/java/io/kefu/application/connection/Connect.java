package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.ReadPlace.Place;
import io.kefu.application.presence.PresenceTimes;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.DescribeSessions;
import io.kefu.application.session.ReadSession;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Brings a user online through a socket, and tells where everything stands that concerns the user. */
@UseCase
public final class Connect {
    /** The greeting contains at most this many of a kefu's sessions. */
    private static final int MOST_NAMED = 200;

    private final Presence presence;
    private final UserStore users;
    private final ListOwnPlaces listOwnPlaces;
    private final SessionStore sessions;
    private final DescribeSessions describe;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;
    private final Duration lease;

    public Connect(
            Presence presence,
            UserStore users,
            ListOwnPlaces listOwnPlaces,
            SessionStore sessions,
            DescribeSessions describe,
            AssignWaiting assignWaiting,
            InstantSource clock,
            PresenceTimes times) {
        this.presence = presence;
        this.users = users;
        this.listOwnPlaces = listOwnPlaces;
        this.sessions = sessions;
        this.describe = describe;
        this.assignWaiting = assignWaiting;
        this.clock = clock;
        this.lease = times.lease();
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
        users.touch(caller.id(), now);
        if (caller.isStaff()) {
            comeOnline(caller, now);
        }
        ListOwnPlaces.Own own = listOwnPlaces.list(caller);
        if (!caller.isStaff()) {
            return new Greeting(described(own.sessions()), List.of(), own.places(), List.of());
        }
        return greetStaff(own);
    }

    private Greeting greetStaff(ListOwnPlaces.Own own) {
        int count = own.sessions().size();
        int named = Math.min(count, MOST_NAMED);
        List<Place> places = own.places();
        List<Place> unnamed = places.subList(named, count);
        List<Place> pairs = places.subList(count, places.size());
        return new Greeting(
                described(own.sessions().subList(0, named)),
                described(own.sessions().subList(named, count)),
                Stream.concat(places.stream().limit(named), pairs.stream().filter(Place::isUndelivered))
                        .toList(),
                Stream.concat(unnamed.stream(), pairs.stream().filter(pair -> !pair.isUndelivered()))
                        .toList());
    }

    private List<ReadSession.Found> described(List<SessionId> ids) {
        return describe.describe(sessions.findAll(ids));
    }

    private void comeOnline(Principal kefu, Instant now) {
        User user = users.find(kefu.id())
                .filter(known -> !known.disabled())
                .orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
        KefuStatus status = presence.heartbeat(kefu.id(), user.service(), null, now, lease);
        if (status == KefuStatus.OFFLINE) {
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
        if (status == KefuStatus.ONLINE) {
            assignWaiting.assign();
        }
    }

    /**
     * What a user is told first.
     *
     * @param sessions the user's open sessions, newest first, at most {@value #MOST_NAMED}
     * @param unnamed the user's other open sessions, which are not sent in the greeting
     * @param places the conversations of {@code sessions}, or the customer's own conversation, and the conversations
     *     with colleagues that have undelivered entries
     * @param quiet the conversations of {@code unnamed}, and those with other colleagues: the connection follows them,
     *     but they are not sent in the greeting
     */
    public record Greeting(
            List<ReadSession.Found> sessions, List<ReadSession.Found> unnamed, List<Place> places, List<Place> quiet) {}
}
