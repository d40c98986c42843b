package io.kefu.application.user;

import io.kefu.application.access.Principal;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;

/** Decides who may see which user: users see themselves, kefu also see customers, admins see all users. */
public final class Visibility {
    private Visibility() {}

    /**
     * Finds the user.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for a user who does not exist or whom the caller may not see
     */
    public static User find(UserStore users, Principal caller, UserId id) {
        if (caller.role() == Role.CUSTOMER && !caller.is(id)) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        return users.find(id)
                .filter(user -> caller.is(id) || caller.role() == Role.ADMIN || user.role() == Role.CUSTOMER)
                .orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
    }
}
