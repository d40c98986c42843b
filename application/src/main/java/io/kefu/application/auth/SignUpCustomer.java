package io.kefu.application.auth;

import io.kefu.application.UseCase;
import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.user.CreateUser;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.User;

/** Makes a customer of somebody whom nobody vouches for, and logs them in. */
@UseCase
public final class SignUpCustomer {
    private final CreateUser createUser;
    private final UserStore users;
    private final IdentityTokens identities;
    private final AdmitNewUser admitNewUser;
    private final RateLimits limits;
    private final IssueToken issueToken;

    public SignUpCustomer(
            CreateUser createUser,
            UserStore users,
            IdentityTokens identities,
            RateLimits limits,
            IssueToken issueToken) {
        this.createUser = createUser;
        this.users = users;
        this.identities = identities;
        this.admitNewUser = new AdmitNewUser(identities);
        this.limits = limits;
        this.issueToken = issueToken;
    }

    /**
     * Makes a customer.
     *
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for another user type, or where customers must be vouched
     *     for; {@link ErrorCode#FORBIDDEN} for a chosen id where a site's secret is configured; {@link
     *     ErrorCode#CONFLICT} for an id that is taken
     */
    public SignedUp signUp(CreateUser.Command command, String address) {
        admitNewUser.admit(null, command.role());
        if (command.id() != null && identities.isConfigured()) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        limits.attempt(Limit.SIGN_UP_FROM_ADDRESS, address).ifPresent(wait -> {
            throw DomainException.rateLimited(wait);
        });
        User user = createUser.create(null, command);
        users.addAnonymous(user);
        return new SignedUp(user, issueToken.issue(new Principal(user.id(), user.role(), user.username())));
    }

    /** A new customer, logged in. */
    public record SignedUp(User user, IssueToken.Issued issued) {}
}
