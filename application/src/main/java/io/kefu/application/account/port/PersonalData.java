package io.kefu.application.account.port;

import io.kefu.domain.user.User;

/**
 * Something that is kept of people beside their accounts and logins. Each store that keeps such has one; an erasure asks all
 * of them. Blocks. A store that does not answer in time throws a {@code DomainException} of code {@code
 * SERVICE_UNAVAILABLE}; what was forgotten by then stays so, and the call may be repeated.
 */
public interface PersonalData {

    /** Forgets whatever is kept of a user, for good. Nobody can act as the user any more, and no session of theirs is open. */
    void erase(User user);
}
