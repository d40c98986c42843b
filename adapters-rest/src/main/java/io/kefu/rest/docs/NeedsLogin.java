package io.kefu.rest.docs;

import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents a route that needs a login and has input. {@code RequiresOperation} enforces the login. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@SecurityRequirement(name = "bearer")
@Refusals.Common
@Refusals.OfAccess
@Refusals.OfInput
public @interface NeedsLogin {

    /**
     * Documents a route that also has a body. The annotations are repeated, because the generator would list the answers of a
     * nested annotation after the others.
     */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @SecurityRequirement(name = "bearer")
    @Refusals.Common
    @Refusals.OfAccess
    @Refusals.OfInput
    @Refusals.OfBody
    @interface WithBody {}
}
