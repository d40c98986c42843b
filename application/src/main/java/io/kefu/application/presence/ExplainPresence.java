package io.kefu.application.presence;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.block.BlockIds;
import io.kefu.application.block.port.Blocks;
import io.kefu.application.presence.port.OpenSockets;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.port.Desk;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.domain.text.Word;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Explains why a user counts as online or not. Kefu may ask about themselves and about customers whom they serve, admins about
 * everybody.
 */
@UseCase
public final class ExplainPresence {
    private final UserStore users;
    private final Desk desk;
    private final Presence presence;
    private final OpenSockets sockets;
    private final Blocks blocks;
    private final InstantSource clock;

    public ExplainPresence(
            UserStore users, Desk desk, Presence presence, OpenSockets sockets, Blocks blocks, InstantSource clock) {
        this.users = users;
        this.desk = desk;
        this.presence = presence;
        this.sockets = sockets;
        this.blocks = blocks;
        this.clock = clock;
    }

    /**
     * Explains the presence of a user. Blocks; four round trips, and two more for a kefu who asks about a customer.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for a user who does not exist or about whom the caller may not ask
     */
    public Explanation explain(Principal caller, UserId id) {
        Operation.EXPLAIN_PRESENCE.requireAllowed(caller);
        User user = users.find(id)
                .filter(known -> mayAsk(caller, id))
                .orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
        Instant now = clock.instant();
        Map<String, List<OpenSocket>> open = sockets.of(id);
        Presence.Leases leases = presence.leases(id, open.keySet(), now);
        boolean isOnline = leases.onlineSince().isPresent();
        return new Explanation(
                isOnline,
                user.role().isStaff() ? statusOf(leases) : isOnline ? KefuStatus.ONLINE : KefuStatus.OFFLINE,
                leases.onlineSince().orElse(user.lastActive()),
                leases.chosen(),
                leases.end(),
                open,
                reason(user, leases, !open.isEmpty(), now));
    }

    private boolean mayAsk(Principal caller, UserId id) {
        return caller.role() == Role.ADMIN
                || caller.is(id)
                || desk.ofCustomer(id)
                        .filter(assignment -> caller.id().equals(assignment.kefu()))
                        .isPresent();
    }

    /** The status by which sessions are assigned. */
    private static KefuStatus statusOf(Presence.Leases leases) {
        return leases.isDutyValid() ? leases.chosen().orElse(KefuStatus.OFFLINE) : KefuStatus.OFFLINE;
    }

    private Reason reason(User user, Presence.Leases leases, boolean hasSocket, Instant now) {
        if (user.disabled()) {
            return Reason.DISABLED;
        }
        if (blocks.table().contains(BlockIds.ofUser(user.id()), now)) {
            return Reason.BLOCKED;
        }
        boolean isStaff = user.role().isStaff();
        if (isStaff && leases.chosen().isEmpty()) {
            return Reason.OFF_DUTY;
        }
        if (isStaff && !leases.isDutyValid()) {
            return Reason.LEASE_ENDED;
        }
        if (leases.chosen().filter(chosen -> chosen != KefuStatus.ONLINE).isPresent()) {
            return Reason.STATUS_CHOSEN;
        }
        if (hasSocket) {
            return Reason.SOCKET;
        }
        return leases.onlineSince().isEmpty() ? Reason.NO_SOCKET : isStaff ? Reason.HEARTBEAT : Reason.LEASE;
    }

    /** Why a user has the status. The first that applies. */
    public enum Reason implements Word {
        /** The user is disabled. */
        DISABLED,
        /** The user is blocked. */
        BLOCKED,
        /** The kefu has not logged in, or has logged out. */
        OFF_DUTY,
        /** The kefu was on duty, but neither a heartbeat nor a socket has renewed the lease. */
        LEASE_ENDED,
        /** The kefu has chosen {@code busy} or {@code away}. */
        STATUS_CHOSEN,
        /** The user has a socket. */
        SOCKET,
        /** The kefu has no socket, but sends heartbeats. */
        HEARTBEAT,
        /** The last socket ended without a farewell, for example because its node died; its lease has not ended yet. */
        LEASE,
        /** The customer has no socket. */
        NO_SOCKET
    }

    /**
     * The presence of a user.
     *
     * @param status for kefu and admins the status by which sessions are assigned, for customers {@code ONLINE} or {@code OFFLINE}
     * @param since since when the user is online; for a user who is offline, when the user was last active, to the minute
     * @param chosen the status that a kefu has chosen; empty for a kefu who is off duty, and for customers
     * @param leaseUntil when the user goes offline without another sign of life; empty without a lease
     * @param sockets the open sockets by node
     */
    public record Explanation(
            boolean isOnline,
            KefuStatus status,
            Instant since,
            Optional<KefuStatus> chosen,
            Optional<Instant> leaseUntil,
            Map<String, List<OpenSocket>> sockets,
            Reason reason) {}
}
