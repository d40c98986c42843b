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
 * Knows who is online, over all nodes, by leases: whoever stops renewing goes by itself. Blocks, a round trip per call.
 * Times come from the caller, so the nodes' clocks must agree to about a second.
 */
public interface Presence {

    /**
     * Brings a kefu on duty after a login, for a lease from now on, with the limits that routing applies.
     *
     * @return the present status: the last chosen one if the kefu's lease has not ended, else {@code ONLINE}
     */
    KefuStatus come(UserId kefu, User.Service service, Instant now, Duration lease);

    /**
     * Lets a kefu be online for a lease from now on.
     *
     * @param service the limits of a kefu who was not on duty; those of one who was stay
     * @param chosen the status that the kefu chose; null keeps the last chosen one, {@code ONLINE} at first
     * @return the status that now holds; {@code OFFLINE} for a kefu who left at that time or later
     */
    KefuStatus beat(UserId kefu, User.Service service, @Nullable KefuStatus chosen, Instant now, Duration lease);

    /**
     * Renews the leases of kefu who beat before and did not leave since, even if the lease ran out meanwhile. Status and
     * limits stay.
     *
     * @return whether any of them had no lease any more
     */
    boolean renew(Collection<UserId> kefu, Instant now, Duration lease);

    /** Changes the limits of a kefu who beat and did not leave since; without effect for others. */
    void adjust(UserId kefu, User.Service service);

    /** Ends a kefu's presence at once and forgets the chosen status. */
    void leave(UserId kefu, Instant now);

    /** The status of each of these kefu; those without a lease are {@code OFFLINE}. */
    Map<UserId, KefuStatus> statuses(Collection<UserId> kefu, Instant now);

    /** Lets users be online through their sockets on a node for a lease from now on. */
    void connect(String node, Collection<UserId> users, Instant now, Duration lease);

    /** Notes that a user has no socket on a node any more. */
    void disconnect(String node, UserId user, Instant now);

    /** Everybody who is online, whoever came last first, with the exact total. */
    Page<UserId> online(PageRequest page, Instant now);

    /**
     * Takes note of who came online, and of who went at least a grace ago, since that was last asked, on whichever node. Each
     * change is returned once; who went and came back within the grace did not change.
     *
     * @param limit how many changes at most; as many as that mean that there may be more
     */
    List<Change> settle(Instant now, Duration grace, int limit);

    /**
     * Somebody came or went.
     *
     * @param since when
     */
    record Change(UserId user, boolean isOnline, Instant since) {}
}
