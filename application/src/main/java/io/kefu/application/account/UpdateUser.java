package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Passwords;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.user.RenameLogins;
import io.kefu.application.user.Visibility;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.application.user.port.UserStore;
import io.kefu.application.user.port.UserStore.Credentials;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes a user. Users may change themselves, kefu may change customers, and admins may change every user; some fields
 * may be changed only by an admin. The change takes effect at once: a new password, another role or being disabled ends
 * all logins; the sessions of a kefu who is disabled return to the queue; the open session of a customer who is
 * disabled is closed; after a higher limit, waiting sessions are assigned.
 */
@UseCase
public final class UpdateUser {
    private final UserStore users;
    private final PasswordHasher passwords;
    private final RateLimits limits;
    private final TokenStore tokens;
    private final Presence presence;
    private final ReleaseKefu releaseKefu;
    private final OverdueSessions overdue;
    private final CloseBlockedSession closeBlockedSession;
    private final AssignWaiting assignWaiting;
    private final RenameLogins renameLogins;
    private final AuditLog audit;
    private final InstantSource clock;

    public UpdateUser(
            UserStore users,
            PasswordHasher passwords,
            RateLimits limits,
            TokenStore tokens,
            Presence presence,
            ReleaseKefu releaseKefu,
            OverdueSessions overdue,
            CloseBlockedSession closeBlockedSession,
            AssignWaiting assignWaiting,
            RenameLogins renameLogins,
            AuditLog audit,
            InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.limits = limits;
        this.tokens = tokens;
        this.presence = presence;
        this.releaseKefu = releaseKefu;
        this.overdue = overdue;
        this.closeBlockedSession = closeBlockedSession;
        this.assignWaiting = assignWaiting;
        this.renameLogins = renameLogins;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Changes the user and returns the changed user.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for a user who does not exist or whom the caller may not
     *     see, {@link ErrorCode#FORBIDDEN} for a field that only an admin may change, for another user's password, for a
     *     wrong old password, and for admins who would disable or degrade themselves, {@link ErrorCode#RATE_LIMITED} after
     *     too many wrong old passwords
     */
    public User update(Principal caller, UserId id, Command command) {
        Operation.UPDATE_USER.requireAllowed(caller);
        requireAllowed(caller, id, command.change());
        User user = Visibility.find(users, caller, id);
        // Rejects an invalid change before the password is hashed, because hashing is slow.
        User changed = user.changed(command.change());
        @Nullable String password = command.password();
        @Nullable String hash = password == null ? null : newHash(caller, user, password, command.oldPassword());
        List<Act> acts = RecordedChanges.between(caller, user, changed, hash != null);
        return audit.record(acts, () -> update(user, command, hash));
    }

    private User update(User user, Command command, @Nullable String hash) {
        UserId id = user.id();
        boolean isBlocked = command.change().disables() && !user.role().isStaff();
        if (isBlocked) {
            // If this node dies before it has closed the session, a later sweep closes it.
            overdue.startBlocking(id, clock.instant());
        }
        User updated = users.update(id, command.change(), Optional.ofNullable(hash))
                .orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
        // Each step is done even if the record did not change, because an earlier call may have stopped half way.
        boolean isOut = command.change().disables() || command.change().role() != null;
        if (isOut || hash != null) {
            tokens.revokeAll(id);
        } else {
            renameLogins.rename(updated);
        }
        if (isBlocked) {
            closeBlockedSession.close(id);
        } else if (isOut && user.role().isStaff()) {
            presence.endDuty(id, clock.instant());
            releaseKefu.release(id);
        } else if (command.change().maxSessions() != null || command.change().skills() != null) {
            adjust(updated);
            assignWaiting.assign();
        }
        return updated;
    }

    /**
     * Sets the limits of this record at the desk. Reads the record again afterwards and repeats the step until the limits
     * are the same, because another call may have changed the record at the same time.
     */
    private void adjust(User user) {
        User adjusted = user;
        boolean isCurrent = false;
        while (!isCurrent) {
            presence.updateService(adjusted.id(), adjusted.service());
            User.Service service = adjusted.service();
            adjusted = users.find(adjusted.id()).orElse(adjusted);
            isCurrent = adjusted.service().equals(service);
        }
    }

    private static void requireAllowed(Principal caller, UserId id, User.Change change) {
        if (caller.role() != Role.ADMIN && change.needsAdmin()) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        // Admins cannot remove their own rights, so that at least one admin remains who can undo such a change.
        if (caller.is(id)) {
            if (change.role() != null && change.role() != Role.ADMIN) {
                throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("user_type", Reason.NOT_ALLOWED));
            }
            if (change.disables()) {
                throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("disabled", Reason.NOT_ALLOWED));
            }
        }
    }

    private String newHash(Principal caller, User user, String password, @Nullable String oldPassword) {
        boolean isReset = caller.role() == Role.ADMIN && !caller.is(user.id());
        if (!user.role().isStaff() || !(isReset || caller.is(user.id()))) {
            throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("password", Reason.NOT_ALLOWED));
        }
        if (!isReset) {
            requireKnown(user.id(), oldPassword == null ? "" : oldPassword);
        }
        return passwords.hash(password);
    }

    /** Checks the old password. Attempts are limited, so that a stolen login cannot be used to guess the password. */
    private void requireKnown(UserId id, String oldPassword) {
        limits.requireAttempt(Limit.PASSWORD_CHANGE, id.value());
        boolean matches = users.credentials(id)
                .flatMap(Credentials::passwordHash)
                .map(known -> passwords.matches(oldPassword, known))
                .orElse(false);
        if (!matches) {
            throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("old_password", Reason.INVALID));
        }
        limits.forgive(Limit.PASSWORD_CHANGE, id.value());
    }

    /**
     * A change of a user.
     *
     * @param password the new password; null to keep the present one
     * @param oldPassword the caller's present password, which is required to change it; null if an admin sets the
     *     password of somebody else
     */
    public record Command(
            User.Change change,
            @Nullable String password,
            @Nullable String oldPassword) {
        public Command {
            if (password != null) {
                Passwords.requireChoosable("password", password);
            }
        }
    }
}
