package io.kefu.application.access.port;

import io.kefu.domain.error.DomainException;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts attempts over all nodes. Every method blocks. How many attempts a limit allows, and whether limits are applied at
 * all, is configuration.
 */
public interface RateLimits {

    /** The attempts that are counted together. */
    enum Limit {
        /** Logins of one account from one address, whether or not the account exists. */
        LOGIN_OF_ACCOUNT_FROM_ADDRESS,
        /** Failed logins of one account from addresses where it never logged in. */
        LOGIN_OF_ACCOUNT,
        /** Old passwords that one account gave to set a new one. */
        PASSWORD_CHANGE,
        /** Logins from one address. */
        LOGIN_FROM_ADDRESS,
        /** Users who signed up from one address. */
        SIGN_UP_FROM_ADDRESS,
        /** Uploads of one user. */
        UPLOAD_OF_USER
    }

    /** Counts one attempt. Returns how long to wait if the attempt is above the limit; empty if it is allowed. */
    Optional<Duration> attempt(Limit limit, String key);

    /**
     * Counts one attempt.
     *
     * @throws DomainException {@code RATE_LIMITED} if the attempt is above the limit
     */
    default void requireAttempt(Limit limit, String key) {
        attempt(limit, key).ifPresent(wait -> {
            throw DomainException.rateLimited(wait);
        });
    }

    /** Forgets the attempts that were counted under this key. */
    void forgive(Limit limit, String key);
}
