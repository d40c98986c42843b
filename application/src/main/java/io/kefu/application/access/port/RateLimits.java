package io.kefu.application.access.port;

import java.time.Duration;
import java.util.Optional;

/**
 * Counts attempts over all nodes. Blocks. How many attempts a limit allows, and whether limits count at all, is
 * configuration.
 */
public interface RateLimits {

    /** What is counted. */
    enum Limit {
        /** Logins of one account from one address, whether or not the account exists. */
        LOGIN_OF_ACCOUNT_FROM_ADDRESS,
        /** Failed logins of one account from addresses where it never logged in. */
        LOGIN_OF_ACCOUNT,
        /** Old passwords that were given for a new one, by one account. */
        PASSWORD_CHANGE,
        /** Logins from one address. */
        LOGIN_FROM_ADDRESS,
        /** Users made from one address. */
        SIGN_UP_FROM_ADDRESS,
        /** Uploads of one user. */
        UPLOAD_OF_USER
    }

    /** Counts one attempt and says how long to wait if it was one too many. */
    Optional<Duration> attempt(Limit limit, String key);

    /** Forgets the attempts that were counted. */
    void forgive(Limit limit, String key);
}
