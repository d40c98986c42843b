package io.kefu.application.auth;

import io.kefu.application.UseCase;
import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.block.BlockIds;
import io.kefu.application.block.port.Blocks;
import io.kefu.application.user.CreateUser;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.User;
import java.time.InstantSource;

/** Creates an anonymous customer, who has no token of the site, and logs them in. */
@UseCase
public final class SignUpCustomer {
    private final CreateUser createUser;
    private final UserStore users;
    private final IdentityTokens identities;
    private final AdmitNewUser admitNewUser;
    private final RateLimits limits;
    private final Blocks blocks;
    private final IssueToken issueToken;
    private final InstantSource clock;

    public SignUpCustomer(
            CreateUser createUser,
            UserStore users,
            IdentityTokens identities,
            RateLimits limits,
            Blocks blocks,
            IssueToken issueToken,
            InstantSource clock) {
        this.createUser = createUser;
        this.users = users;
        this.identities = identities;
        this.admitNewUser = new AdmitNewUser(identities);
        this.limits = limits;
        this.blocks = blocks;
        this.issueToken = issueToken;
        this.clock = clock;
    }

    /**
     * Creates the customer. Blocks.
     *
     * @param address the address of the caller, by which attempts are limited
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for another user type, or if customers need an identity token;
     *     {@link ErrorCode#FORBIDDEN} for a chosen id if a site's secret is configured; {@link ErrorCode#BLOCKED} for a blocked
     *     id; {@link ErrorCode#CONFLICT} for an id that is taken; {@link ErrorCode#RATE_LIMITED} after too many attempts
     */
    public SignedUp signUp(CreateUser.Command command, String address) {
        admitNewUser.admit(null, command.role());
        if (command.id() != null && identities.isConfigured()) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        limits.requireAttempt(Limit.SIGN_UP_FROM_ADDRESS, address);
        if (command.id() != null) {
            // The user of this id may have been erased since the block.
            BlockIds.requireNotBlocked(blocks, command.id(), clock.instant());
        }
        User user = createUser.create(null, command);
        users.addAnonymous(user);
        return new SignedUp(user, issueToken.issue(Principal.of(user)));
    }

    /** A new customer and their login. */
    public record SignedUp(User user, IssueToken.Issued issued) {}
}
