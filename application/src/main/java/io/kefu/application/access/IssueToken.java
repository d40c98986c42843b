package io.kefu.application.access;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.access.port.TokenStore;
import io.kefu.domain.user.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Gives out an access token to a user who has been recognised. */
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

    /** A new token of this user. */
    public Issued issue(Principal principal) {
        AccessToken token = AccessToken.of(principal.id(), secrets.text(AccessToken.SECRET_LENGTH));
        Duration lifetime = lifetimes.of(principal.role());
        tokens.issue(token.digest(), principal, lifetime);
        return new Issued(token, clock.instant().plus(lifetime));
    }

    /**
     * How long a token holds after its last use.
     *
     * @param staff of a kefu or admin
     * @param customer of a customer
     */
    public record Lifetimes(Duration staff, Duration customer) {
        Duration of(Role role) {
            return role.isStaff() ? staff : customer;
        }
    }

    /**
     * A token that was given out.
     *
     * @param expiresAt when it ends unless it is used before
     */
    public record Issued(AccessToken token, Instant expiresAt) {}
}
