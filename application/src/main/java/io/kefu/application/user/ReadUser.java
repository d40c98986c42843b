package io.kefu.application.user;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;

/** Reads one user. */
public final class ReadUser {
    private final UserStore users;

    public ReadUser(UserStore users) {
        this.users = users;
    }

    /**
     * The user of this id.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for one that is not there or that the caller may not see
     */
    public User read(Principal caller, UserId id) {
        Operation.READ_USER.requireAllowed(caller);
        return Visibility.find(users, caller, id);
    }
}
