package io.kefu.rest.security;

import io.kefu.application.access.Principal;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.micronaut.http.HttpRequest;

/** Who calls, for the few routes that cannot have it as a parameter. */
public final class Callers {
    private Callers() {}

    /** Whom the access filter recognised. */
    public static Principal of(HttpRequest<?> request) {
        return request.getAttribute(Principal.class.getName(), Principal.class)
                .orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
    }
}
