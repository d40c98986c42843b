package io.kefu.application.access;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.access.port.TokenStore;
import io.kefu.domain.user.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Issues an access token to a user who has been authenticated. */
@UseCase
public final class IssueToken {
    private final TokenStore tokens;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Lifetimes lifetimes;

    public IssueToken(TokenStore tokens, Secrets secrets, InstantSource clock, Lifetimes lifetimes) {
        this.tokens = tokens;
        this.secrets = secrets;
        this.clock = clock;
        this.lifetimes = lifetimes;
    }

    /** Issues a new token. Blocks. */
    public Issued issue(Principal principal) {
        AccessToken token = AccessToken.of(principal.id(), secrets.text(AccessToken.SECRET_LENGTH));
        Duration lifetime = lifetimes.of(principal.role());
        tokens.issue(token.digest(), principal, lifetime);
        return new Issued(token, clock.instant().plus(lifetime));
    }

    /**
     * How long a token is valid after its last use.
     *
     * @param staff for kefu and admins
     * @param customer for customers
     */
    public record Lifetimes(Duration staff, Duration customer) {
        Duration of(Role role) {
            return role.isStaff() ? staff : customer;
        }
    }

    /**
     * A token that was issued.
     *
     * @param expiresAt when the token expires if it is not used before
     */
    public record Issued(AccessToken token, Instant expiresAt) {}
}
