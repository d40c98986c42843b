package io.kefu.application.auth;

import io.kefu.application.UseCase;
import io.kefu.application.access.Principal;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.user.CreationRights;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import org.jspecify.annotations.Nullable;

/** Checks whether the caller may create a user of some role, before the rest of the request is looked at. */
@UseCase
public final class AdmitNewUser {
    private final IdentityTokens identities;

    public AdmitNewUser(IdentityTokens identities) {
        this.identities = identities;
    }

    /**
     * Checks that the caller may create such a user.
     *
     * @param caller null for a caller who is not logged in
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for a caller who is not logged in, if the role is not customer or
     *     if customers need an identity token; {@link ErrorCode#FORBIDDEN} for a role that the caller may not create
     */
    public void admit(@Nullable Principal caller, Role role) {
        if (caller == null && (identities.isRequired() || role != Role.CUSTOMER)) {
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
        CreationRights.require(caller, role);
    }
}
