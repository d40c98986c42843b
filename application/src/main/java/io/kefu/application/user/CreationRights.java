package io.kefu.application.user;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import org.jspecify.annotations.Nullable;

/** Decides who may create users of which role: anyone may create customers, an admin may create users of every role. */
public final class CreationRights {
    private CreationRights() {}

    /**
     * Checks the caller. It is called before the request is validated, so that a caller without the right learns nothing
     * else.
     *
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for a role that the caller may not create
     */
    public static void require(@Nullable Principal caller, Role role) {
        Operation.CREATE_USER.requireAllowed(caller);
        if (role.isStaff() && (caller == null || caller.role() != Role.ADMIN)) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
    }
}
