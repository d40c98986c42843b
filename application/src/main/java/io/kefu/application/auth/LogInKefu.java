package io.kefu.application.auth;

import io.kefu.application.UseCase;
import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.auth.port.KnownAddresses;
import io.kefu.application.block.BlockIds;
import io.kefu.application.block.port.Blocks;
import io.kefu.application.presence.PresenceTimes;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.user.RenameLogins;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.application.user.port.UserStore;
import io.kefu.application.user.port.UserStore.Credentials;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Logs a kefu or admin in by id and password, and puts them on duty. A further login keeps the status that the kefu has
 * chosen.
 *
 * <p>A wrong id and a wrong password are answered alike, after the same work. Attempts are limited per account and address,
 * so that an attacker cannot prevent a kefu from logging in from another address. Attempts per account are also limited
 * over all addresses from which the account has not logged in before.
 */
@UseCase
public final class LogInKefu {
    private final UserStore users;
    private final PasswordHasher passwords;
    private final RateLimits limits;
    private final KnownAddresses addresses;
    private final Blocks blocks;
    private final IssueToken issueToken;
    private final TokenStore tokens;
    private final Presence presence;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;
    private final RenameLogins renameLogins;
    private final AuditLog audit;
    private final Duration lease;

    public LogInKefu(
            UserStore users,
            PasswordHasher passwords,
            RateLimits limits,
            KnownAddresses addresses,
            Blocks blocks,
            IssueToken issueToken,
            TokenStore tokens,
            Presence presence,
            AssignWaiting assignWaiting,
            RenameLogins renameLogins,
            AuditLog audit,
            InstantSource clock,
            PresenceTimes times) {
        this.users = users;
        this.passwords = passwords;
        this.limits = limits;
        this.addresses = addresses;
        this.blocks = blocks;
        this.issueToken = issueToken;
        this.tokens = tokens;
        this.presence = presence;
        this.assignWaiting = assignWaiting;
        this.clock = clock;
        this.lease = times.lease();
        this.renameLogins = renameLogins;
        this.audit = audit;
    }

    /**
     * Logs in. Blocks.
     *
     * @param address the address of the caller
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for a wrong id or password, {@link ErrorCode#BLOCKED} for a
     *     blocked user with the right password, {@link ErrorCode#RATE_LIMITED} after too many attempts
     */
    public LoggedIn logIn(UserId id, String password, String address) {
        Credentials recognised = recogniseWithinLimits(id, password, address);
        Principal caller = Principal.of(recognised.user()).from(address);
        if (blocks.table().contains(BlockIds.ofUser(id), clock.instant())) {
            audit.record(Act.of(caller, Action.LOGIN_FAILED, id.value()).with("reason", "blocked"));
        }
        return audit.record(Act.of(caller, Action.LOGIN, id.value()), () -> logIn(recognised));
    }

    private LoggedIn logIn(Credentials recognised) {
        User user = recognised.user();
        UserId id = user.id();
        BlockIds.requireNotBlocked(blocks, id, clock.instant());
        IssueToken.Issued issued = issueToken.issue(Principal.of(user));
        // The first check prevents a login with a replaced password from changing the duty. The second check finds
        // changes that were made in between.
        requireUnchanged(recognised, issued);
        KefuStatus status = presence.logIn(id, user.service(), clock.instant(), lease);
        User current = requireUnchanged(recognised, issued);
        if (!current.username().equals(user.username())) {
            // The user was renamed after the record was read and before the login was stored.
            renameLogins.rename(current);
        }
        if (!current.service().equals(user.service())) {
            presence.updateService(id, current.service());
        }
        assignWaiting.assign();
        return new LoggedIn(issued, current, status);
    }

    private Credentials recogniseWithinLimits(UserId id, String password, String address) {
        String accountAndAddress = id + " " + address;
        limits.requireAttempt(Limit.LOGIN_FROM_ADDRESS, address);
        limits.requireAttempt(Limit.LOGIN_OF_ACCOUNT_FROM_ADDRESS, accountAndAddress);
        if (!addresses.isKnown(id, address)) {
            limits.requireAttempt(Limit.LOGIN_OF_ACCOUNT, id.value());
        }
        Credentials recognised = recognise(id, password, address);
        limits.forgive(Limit.LOGIN_OF_ACCOUNT_FROM_ADDRESS, accountAndAddress);
        addresses.remember(id, address);
        return recognised;
    }

    /**
     * Returns the present record of the user. Refuses a user who was disabled or got another password or role during
     * this login, because that change ended only the logins before it. If only the password was changed, the kefu stays
     * on duty, because the duty may belong to another login.
     */
    private User requireUnchanged(Credentials recognised, IssueToken.Issued issued) {
        UserId id = recognised.user().id();
        Optional<Credentials> allowed = users.credentials(id)
                .filter(now -> !now.user().disabled())
                .filter(now -> now.user().role() == recognised.user().role());
        Optional<Credentials> unchanged =
                allowed.filter(now -> now.passwordHash().equals(recognised.passwordHash()));
        if (unchanged.isEmpty()) {
            tokens.revoke(issued.token().digest());
            if (allowed.isEmpty()) {
                presence.endDuty(id, clock.instant());
            }
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
        return unchanged.get().user();
    }

    private Credentials recognise(UserId id, String password, String address) {
        Optional<Credentials> credentials = users.credentials(id);
        String hash = credentials.flatMap(Credentials::passwordHash).orElseGet(passwords::unknown);
        boolean matches = passwords.matches(password, hash);
        Optional<Credentials> recognised = credentials.filter(known ->
                matches && known.user().role().isStaff() && !known.user().disabled());
        if (recognised.isEmpty()) {
            // An unknown id is not recorded, because it may be a password that was typed into the wrong field.
            String account = credentials.isPresent() ? id.value() : "";
            audit.record(Act.ofAnyone(address, Action.LOGIN_FAILED, account));
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
        return recognised.get();
    }

    /** A kefu or admin, their new login and their status. */
    public record LoggedIn(IssueToken.Issued issued, User user, KefuStatus status) {}
}
