package io.kefu.application.presence.port;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows which users are online on any node. A user is online while at least one lease has not ended: one for the heartbeats
 * of a kefu, and one per node on which the user has sockets. A kefu also has a status and limits, from login to logout.
 * Every method blocks, for one round trip unless it says otherwise. The caller passes the present time; the clocks of all
 * nodes must agree to about a second. A store that does not answer in time throws a {@code DomainException} of code {@code
 * SERVICE_UNAVAILABLE}.
 */
public interface Presence {

    /**
     * Logs a kefu in: begins or renews the lease and sets the limits that routing applies.
     *
     * @return the present status: the last chosen one if the kefu's lease has not ended, else {@code ONLINE}
     */
    KefuStatus logIn(UserId kefu, User.Service service, Instant now, Duration lease);

    /**
     * Begins or renews a kefu's lease.
     *
     * @param service the limits, if the kefu is not logged in; a kefu who is logged in keeps the present limits
     * @param chosen the status that the kefu chose; null keeps the last chosen one, {@code ONLINE} at first
     * @return the present status; {@code OFFLINE}, without any change, for a kefu who logged out at that time or later
     */
    KefuStatus heartbeat(UserId kefu, User.Service service, @Nullable KefuStatus chosen, Instant now, Duration lease);

    /**
     * Renews the leases of these kefu, including leases that have ended. Kefu who are not logged in are ignored. Status and
     * limits stay.
     *
     * @return whether the lease of at least one of them had ended
     */
    boolean renew(Collection<UserId> kefu, Instant now, Duration lease);

    /** Changes the limits of a kefu who is logged in; does nothing for any other user. */
    void updateService(UserId kefu, User.Service service);

    /** Logs a kefu out: ends the lease of the heartbeats at once and forgets status and limits. */
    void logOut(UserId kefu, Instant now);

    /** The status of each of these kefu; {@code OFFLINE} without a lease. */
    Map<UserId, KefuStatus> statuses(Collection<UserId> kefu, Instant now);

    /** Begins or renews the leases of users who have a socket on a node. */
    void connect(String node, Collection<UserId> users, Instant now, Duration lease);

    /** Ends the lease of a user on a node at once. */
    void disconnect(String node, UserId user, Instant now);

    /** The users who are online, the one who came online last first, with the exact total. */
    Page<UserId> online(PageRequest page, Instant now);

    /**
     * Returns the changes since the last call on any node: users who came online, and users who went offline at least a
     * grace period ago. Each change is returned once. A user who went offline and came back within the grace period did
     * not change.
     *
     * @param limit the highest number of changes; if as many are returned, there may be more
     */
    List<Change> takeChanges(Instant now, Duration grace, int limit);

    /**
     * A user came online or went offline.
     *
     * @param since when
     */
    record Change(UserId user, boolean isOnline, Instant since) {}
}
