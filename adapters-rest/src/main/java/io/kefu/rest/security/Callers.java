package io.kefu.rest.security;

import io.kefu.application.access.Principal;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.micronaut.http.HttpRequest;

/** The authenticated caller of a request, for code that cannot take a {@link Principal} as a parameter. */
public final class Callers {
    private Callers() {}

    /** The user that the access filter recognised; refuses an anonymous request with {@code UNAUTHORIZED}. */
    public static Principal of(HttpRequest<?> request) {
        return RequestAttributes.get(request, Principal.class)
                .orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
    }
}
