package io.kefu.application.auth;

import io.kefu.application.UseCase;
import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.account.UpdateUser;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.auth.port.IdentityTokens.Identity;
import io.kefu.application.block.BlockIds;
import io.kefu.application.block.port.Blocks;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Logs in a customer with a token that the site's backend has signed. An unknown customer is created; a known customer
 * gets the name and the email of the token.
 */
@UseCase
public final class LogInCustomer {
    private final IdentityTokens identities;
    private final UserStore users;
    private final RateLimits limits;
    private final Blocks blocks;
    private final IssueToken issueToken;
    private final TokenStore tokens;
    private final UpdateUser updateUser;
    private final InstantSource clock;

    public LogInCustomer(
            IdentityTokens identities,
            UserStore users,
            RateLimits limits,
            Blocks blocks,
            IssueToken issueToken,
            TokenStore tokens,
            UpdateUser updateUser,
            InstantSource clock) {
        this.identities = identities;
        this.users = users;
        this.limits = limits;
        this.blocks = blocks;
        this.issueToken = issueToken;
        this.tokens = tokens;
        this.updateUser = updateUser;
        this.clock = clock;
    }

    /**
     * Logs the customer in. Blocks.
     *
     * @param token the site's signed token
     * @param address the address of the caller, by which attempts with invalid tokens are limited
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for a token that does not verify, {@link
     *     ErrorCode#FORBIDDEN} for a token that names a kefu or admin (in any letter case), a reserved word or a
     *     disabled customer, {@link ErrorCode#BLOCKED} for a blocked customer, {@link ErrorCode#SERVICE_UNAVAILABLE} for a token that names a customer who was just
     *     erased
     */
    public LoggedIn logIn(String token, String address) {
        Optional<Identity> identity = identities.verify(token);
        if (identity.isEmpty()) {
            limits.requireAttempt(Limit.LOGIN_FROM_ADDRESS, address);
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
        BlockIds.requireNotBlocked(blocks, identity.get().id(), clock.instant());
        User user = findOrCreate(identity.get());
        if (user.role() != Role.CUSTOMER || user.disabled()) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        users.removeAnonymous(user.id());
        User named = withTokenFields(user, identity.get());
        IssueToken.Issued issued = issueToken.issue(Principal.of(named));
        requireStillAllowed(named, issued);
        return new LoggedIn(issued, named);
    }

    /** Updates the user's name and email from the token. A field that the token does not contain stays unchanged. */
    private User withTokenFields(User user, Identity identity) {
        if (profile(user.profile(), identity).equals(user.profile())) {
            return user;
        }
        User.Change change = User.Change.of(profile -> profile(profile, identity));
        return updateUser.update(Principal.of(user), user.id(), new UpdateUser.Command(change, null, null));
    }

    private static Profile profile(Profile profile, Identity identity) {
        return profile.withUsername(identity.name()).withEmail(identity.email());
    }

    /**
     * Revokes the new login if the customer was disabled or erased during this call, because that change ended only the
     * logins before it.
     */
    private void requireStillAllowed(User user, IssueToken.Issued issued) {
        Optional<User> now = users.find(user.id());
        if (now.isEmpty() || now.get().disabled()) {
            tokens.revoke(issued.token().digest());
            throw now.isEmpty() ? DomainException.unavailable(UserStore.REST) : DomainException.of(ErrorCode.FORBIDDEN);
        }
    }

    private User findOrCreate(Identity identity) {
        return users.find(identity.id()).orElseGet(() -> {
            Profile profile = profile(Profile.of(identity.id()), identity);
            User user = User.created(identity.id(), Role.CUSTOMER, profile, User.Service.DEFAULT, clock.instant());
            return users.create(user) ? user : users.find(identity.id()).orElseThrow(() -> refusalOf(identity.id()));
        });
    }

    private DomainException refusalOf(UserId id) {
        return users.isReserved(id)
                ? DomainException.of(ErrorCode.FORBIDDEN)
                : DomainException.unavailable(UserStore.REST);
    }

    /** A customer and their new login. */
    public record LoggedIn(IssueToken.Issued issued, User user) {}
}
