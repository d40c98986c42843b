package io.kefu.rest.docs;

import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the API's document shows of a route that needs a login and takes something; {@code Asks} sees to it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@SecurityRequirement(name = "bearer")
@Refusals.Common
@Refusals.OfAccess
@Refusals.OfInput
public @interface NeedsLogin {

    /** The same for a route that also reads a body; whole, since the document lists what is nested less deeply first. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @SecurityRequirement(name = "bearer")
    @Refusals.Common
    @Refusals.OfAccess
    @Refusals.OfInput
    @Refusals.OfBody
    @interface WithBody {}
}
