package io.kefu.application.access.port;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the logins. Every method but {@link #find} blocks. A store that does not answer in time throws, or fails the stage
 * with, a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface TokenStore {

    /** Stores a login for this long; each {@link #find} within that time renews it for as long again. */
    void issue(AccessToken.Digest token, Principal principal, Duration lifetime);

    /**
     * The user of a token; empty if the token is not valid. Does not block; takes one round trip. The stage may complete on a
     * thread of the store that must not be blocked.
     */
    CompletionStage<Optional<Principal>> find(AccessToken.Digest token);

    /**
     * Ends one login, at once and on every node. Does nothing if there is no such login.
     *
     * @return whether it was the last login of its user; false if there was no such login
     */
    boolean revoke(AccessToken.Digest token);

    /** Ends all logins of a user, at once and on every node. */
    void revokeAll(UserId user);

    /**
     * Sets the name in all logins of a user, and publishes this to the user's open sockets on every node. A socket that misses
     * the event reads its login again once its subscription is back.
     */
    void rename(UserId user, String name);
}
