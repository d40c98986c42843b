package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Passwords;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.port.TokenStore;
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
import org.jspecify.annotations.Nullable;

/**
 * Changes a user. Users may change themselves, kefu may change customers, and admins may change every user; some fields
 * only an admin may change. The change takes effect at once: a new password, another role or being disabled ends all
 * logins; the sessions of a kefu who is disabled are passed on; the open session of a customer who is disabled is
 * closed; after a higher limit, waiting sessions are assigned.
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
        this.clock = clock;
    }

    /**
     * Changes the user and returns it as it now is; what is not given stays.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for one that is not there or that the caller may not see,
     *     {@link ErrorCode#FORBIDDEN} for what only an admin may change, another's password or a wrong old one, and for an
     *     admin who would lock themselves out, {@link ErrorCode#RATE_LIMITED} after too many wrong old passwords
     */
    public User update(Principal caller, UserId id, Command command) {
        Operation.UPDATE_USER.requireAllowed(caller);
        requireAllowed(caller, id, command.change());
        User user = Visibility.find(users, caller, id);
        // Rejects an invalid change before the password is hashed, because hashing is slow.
        var unused = user.changed(command.change());
        @Nullable String password = command.password();
        @Nullable String hash = password == null ? null : newHash(caller, user, password, command.oldPassword());
        boolean isBlocked =
                Boolean.TRUE.equals(command.change().disabled()) && !user.role().isStaff();
        if (isBlocked) {
            // If this node dies before it has closed the session, a later sweep closes it.
            overdue.blocking(id, clock.instant());
        }
        User updated = users.update(id, command.change(), hash)
                .orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
        // Whatever is asked for, whether or not the user was so before: an earlier call may have stopped half way.
        boolean isOut = Boolean.TRUE.equals(command.change().disabled())
                || command.change().role() != null;
        if (isOut || hash != null) {
            tokens.revokeAll(id);
        } else if (command.change().username() != null) {
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

    /** Until the desk has what stands in the record: somebody else may have changed that at the same time. */
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
        if (caller.role() != Role.ADMIN && change.isOfAdmin()) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        // Another admin is always left who can undo it.
        if (caller.is(id)) {
            if (change.role() != null && change.role() != Role.ADMIN) {
                throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("user_type", Reason.NOT_ALLOWED));
            }
            if (Boolean.TRUE.equals(change.disabled())) {
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

    /** Whoever holds a login must not be able to guess the password with it. */
    private void requireKnown(UserId id, String oldPassword) {
        limits.attempt(Limit.PASSWORD_CHANGE, id.value()).ifPresent(wait -> {
            throw DomainException.rateLimited(wait);
        });
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
     * What to change.
     *
     * @param password a new one of one's own, or one that an admin gives another; null to keep it
     * @param oldPassword the one that one's own new one replaces
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
