package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.block.BlockIds;
import io.kefu.application.block.port.Blocks;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.user.Visibility;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.block.Block;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Blocks a user. The logins stay valid, so that a blocked customer can still read, export and erase their data, but the user can
 * contact nobody. The user's sockets are closed on every node; the open session of a customer is closed, and the sessions of a
 * kefu return to the queue. Kefu may block the customers whom they serve, admins may block everybody but themselves.
 */
@UseCase
public final class BlockUser {
    private final UserStore users;
    private final Blocks blocks;
    private final AuditLog audit;
    private final Desk desk;
    private final OverdueSessions overdue;
    private final CloseBlockedSession closeBlockedSession;
    private final Presence presence;
    private final ReleaseKefu releaseKefu;
    private final InstantSource clock;

    public BlockUser(
            UserStore users,
            Blocks blocks,
            AuditLog audit,
            Desk desk,
            OverdueSessions overdue,
            CloseBlockedSession closeBlockedSession,
            Presence presence,
            ReleaseKefu releaseKefu,
            InstantSource clock) {
        this.users = users;
        this.blocks = blocks;
        this.audit = audit;
        this.desk = desk;
        this.overdue = overdue;
        this.closeBlockedSession = closeBlockedSession;
        this.presence = presence;
        this.releaseKefu = releaseKefu;
        this.clock = clock;
    }

    /**
     * Blocks the user.
     *
     * @param until when the block ends; null for a block that does not end by itself
     * @throws DomainException {@link ErrorCode#INVALID_PARAMETER}, {@link ErrorCode#USER_NOT_FOUND} for a user who does not exist
     *     or whom the caller may not see, {@link ErrorCode#FORBIDDEN} for a customer whom the kefu does not serve and for admins
     *     who name themselves, {@link ErrorCode#BLOCKED} for an admin who is blocked at the same time, {@link ErrorCode#CONFLICT}
     *     for a user who is blocked already, and if there are too many blocks
     */
    public Block block(Principal caller, UserId id, String reason, @Nullable Instant until) {
        Operation.BLOCK_USER.requireAllowed(caller);
        Instant now = clock.instant();
        Block block = Block.created(BlockIds.ofUser(id), new Block.Target.OfUser(id), reason, caller.id(), now, until);
        requireNotSelf(caller, id);
        User user = Visibility.find(users, caller, id);
        requireServed(caller, id);
        boolean isCustomer = !user.role().isStaff();
        if (isCustomer) {
            // If this node dies before it has closed the session, a later sweep closes it.
            overdue.startBlocking(id, now);
        }
        audit.record(
                Act.of(caller, Action.BLOCK_ADDED, id.value()),
                () -> BlockIds.requireAdded(blocks.add(block, now), "user_id"));
        if (isCustomer) {
            closeBlockedSession.close(id);
        } else {
            requireCallerNotBlocked(caller, id, block);
            presence.endDuty(id, clock.instant());
            releaseKefu.release(id);
        }
        return block;
    }

    private static void requireNotSelf(Principal caller, UserId id) {
        if (caller.is(id)) {
            throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("user_id", Reason.NOT_ALLOWED));
        }
    }

    private void requireServed(Principal caller, UserId customer) {
        boolean isServed = caller.role() == Role.ADMIN
                || desk.ofCustomer(customer)
                        .filter(assignment -> caller.id().equals(assignment.kefu()))
                        .isPresent();
        if (!isServed) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
    }

    /**
     * Removes the block again if the caller was blocked at the same time. Of two admins who block each other, at least one
     * finds the block of the other here, so one of them can still undo blocks.
     */
    private void requireCallerNotBlocked(Principal caller, UserId user, Block block) {
        if (blocks.find(BlockIds.ofUser(caller.id()), clock.instant()).isPresent()) {
            audit.record(Act.of(caller, Action.BLOCK_REMOVED, user.value()), () -> {
                blocks.remove(block.id());
            });
            throw DomainException.of(ErrorCode.BLOCKED);
        }
    }
}
