package io.kefu.application.user;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import org.jspecify.annotations.Nullable;

/** Lists users, newest first. */
@UseCase
public final class ListUsers {
    private final UserStore users;

    public ListUsers(UserStore users) {
        this.users = users;
    }

    /**
     * A page of users, with the exact total.
     *
     * @param role the only role to list; null for all roles
     */
    public Page<User> list(Principal caller, @Nullable Role role, PageRequest page) {
        Operation.LIST_USERS.requireAllowed(caller);
        return users.page(role, page);
    }
}
