package io.kefu.application.user.port;

import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;

/**
 * Something that is kept of people beside their accounts and logins. Each store that keeps such has one; an erasure asks all
 * of them. Blocks. A store that does not answer in time throws a {@code DomainException} of code {@code
 * SERVICE_UNAVAILABLE}; what was forgotten by then stays so, and the call may be repeated.
 */
public interface PersonalData {

    /** Forgets whatever is kept of a user, for good; nothing of somebody of whom nothing is kept. No session of theirs is open. */
    void erase(UserId user, Role role);
}
