package io.kefu.application.user;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import org.jspecify.annotations.Nullable;

/** Who may make users of which type: everybody customers, an admin all. */
public final class CreationRights {
    private CreationRights() {}

    /**
     * Lets the caller pass, whatever else the request says: who may not make a user of this type learns nothing more.
     *
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for a type that the caller may not make
     */
    public static void require(@Nullable Principal caller, Role role) {
        Operation.CREATE_USER.requireAllowed(caller);
        if (role.isStaff() && (caller == null || caller.role() != Role.ADMIN)) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
    }
}
