package io.kefu.application.access;

import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;

/**
 * Who is asking, as a login has proved it.
 *
 * @param name the name that others see
 */
public record Principal(UserId id, Role role, String name) {
    /** Whether this is that user. */
    public boolean is(UserId user) {
        return id.equals(user);
    }

    /** Whether the caller stands on the service's side. */
    public boolean isStaff() {
        return role.isStaff();
    }
}
