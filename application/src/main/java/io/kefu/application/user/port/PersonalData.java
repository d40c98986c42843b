package io.kefu.application.user.port;

import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;

/**
 * A store of personal data other than accounts and logins. Each such store implements this port, and an erasure calls all of
 * them. Blocks. A store that does not answer in time throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE};
 * the call may then be repeated.
 */
public interface PersonalData {
    /**
     * Deletes everything that the store holds about a user. The user has no open session. Has no effect if the store holds
     * nothing.
     */
    void erase(UserId user, Role role);
}
