package io.kefu.application.auth;

import io.kefu.application.UseCase;
import io.kefu.application.access.Principal;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.user.CreationRights;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import org.jspecify.annotations.Nullable;

/** Decides whether a user of some type may be made at all, before anything else of the request is looked at. */
@UseCase
public final class AdmitNewUser {
    private final IdentityTokens identities;

    public AdmitNewUser(IdentityTokens identities) {
        this.identities = identities;
    }

    /**
     * Lets the caller pass.
     *
     * @param caller null when nobody is logged in
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for somebody who is not logged in and wants another type
     *     than customer, or where customers must be vouched for; {@link ErrorCode#FORBIDDEN} for a type that the caller
     *     may not make
     */
    public void admit(@Nullable Principal caller, Role role) {
        if (caller == null && (identities.isRequired() || role != Role.CUSTOMER)) {
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
        CreationRights.require(caller, role);
    }
}
