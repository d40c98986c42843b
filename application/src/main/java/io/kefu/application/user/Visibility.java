package io.kefu.application.user;

import io.kefu.application.access.Principal;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;

/** Who may see whom: everybody themselves, a kefu the customers, an admin all. */
public final class Visibility {
    private Visibility() {}

    /** The user, if the caller may see it; otherwise it looks as if it did not exist. */
    public static User find(UserStore users, Principal caller, UserId id) {
        if (caller.role() == Role.CUSTOMER && !caller.is(id)) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        return users.find(id)
                .filter(user -> caller.is(id) || caller.role() == Role.ADMIN || user.role() == Role.CUSTOMER)
                .orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
    }
}
