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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows which users are online on any node. A user is online while at least one lease has not ended: one for the heartbeats
 * of a kefu, and one per node on which the user has sockets. A kefu is on duty, with a status and limits, from the login or
 * the first heartbeat until the duty ends. Every method blocks, for one round trip unless it says otherwise. The caller
 * passes the present time; the clocks of all nodes must agree to about a second. A store that does not answer in time
 * throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface Presence {

    /**
     * Puts a kefu on duty after a login: begins or renews the lease, and sets the limits that routing applies.
     *
     * @return the present status: the last chosen one if the kefu's lease has not ended, else {@code ONLINE}
     */
    KefuStatus logIn(UserId kefu, User.Service service, Instant now, Duration lease);

    /**
     * Begins or renews a kefu's lease.
     *
     * @param service the limits, of a kefu who was not on duty; a kefu who was on duty keeps the present limits
     * @param chosen the status that the kefu chose; null keeps the last chosen one, {@code ONLINE} at first
     * @return the present status; {@code OFFLINE}, without any change, for a kefu whose duty ended at that time or later
     */
    KefuStatus heartbeat(UserId kefu, User.Service service, @Nullable KefuStatus chosen, Instant now, Duration lease);

    /**
     * Renews the leases of these kefu, including leases that have ended. Users who are not on duty are ignored. Status and
     * limits stay.
     *
     * @return whether the lease of at least one of them had ended
     */
    boolean renew(Collection<UserId> kefu, Instant now, Duration lease);

    /** Changes the limits of a kefu who is on duty; does nothing for any other user. */
    void updateService(UserId kefu, User.Service service);

    /** Ends a kefu's duty: ends the lease of the heartbeats at once, and forgets status and limits. */
    void endDuty(UserId kefu, Instant now);

    /** The status of each of these kefu; {@code OFFLINE} without a lease. */
    Map<UserId, KefuStatus> statuses(Collection<UserId> kefu, Instant now);

    /**
     * The leases of a user. Without a kefu's chosen status for users who are not on duty.
     *
     * @param nodes the nodes on which the user may have sockets
     */
    Leases leases(UserId user, Collection<String> nodes, Instant now);

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
     * The leases of a user.
     *
     * @param onlineSince since when the user is online; empty for a user who is offline
     * @param chosen the status that a kefu on duty has chosen; empty for any other user
     * @param isDutyValid whether the lease of a kefu on duty has not ended
     * @param end the end of the lease that ends last; empty if the user has none
     */
    record Leases(
            Optional<Instant> onlineSince, Optional<KefuStatus> chosen, boolean isDutyValid, Optional<Instant> end) {}

    /**
     * A user came online or went offline.
     *
     * @param since the time of the change
     */
    record Change(UserId user, boolean isOnline, Instant since) {}
}
