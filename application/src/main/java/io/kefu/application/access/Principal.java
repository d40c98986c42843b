package io.kefu.application.access;

import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;

/**
 * The caller of a use case, as proved by a login.
 *
 * @param name the name that other users see
 * @param address the address of the client that sent the request; empty where no use case needs it, for example on sockets
 */
public record Principal(UserId id, Role role, String name, String address) {
    /** A caller without an address. */
    public Principal(UserId id, Role role, String name) {
        this(id, role, name, "");
    }

    /** The user as a caller. */
    public static Principal of(User user) {
        return new Principal(user.id(), user.role(), user.username());
    }

    /** The same caller with the address of the client. */
    public Principal from(String clientAddress) {
        return new Principal(id, role, name, clientAddress);
    }

    /** Whether the caller is this user. */
    public boolean is(UserId user) {
        return id.equals(user);
    }

    /** Whether the caller is a kefu or admin. */
    public boolean isStaff() {
        return role.isStaff();
    }
}
