package io.kefu.rest.docs;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Annotations for the error answers that many routes have in common. */
public final class Refusals {
    private Refusals() {}

    /** Error answers of all routes. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @ApiResponse(responseCode = "405", ref = "#/components/responses/MethodNotAllowed")
    @ApiResponse(responseCode = "406", ref = "#/components/responses/NotAcceptable")
    @ApiResponse(responseCode = "429", ref = "#/components/responses/RateLimited")
    @ApiResponse(responseCode = "500", ref = "#/components/responses/InternalError")
    public @interface Common {}

    /** Error answers of routes with parameters or a body. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @ApiResponse(responseCode = "400", ref = "#/components/responses/InvalidParameter")
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ServiceUnavailable")
    public @interface OfInput {}

    /** Error answers of routes with a JSON body. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @ApiResponse(responseCode = "413", ref = "#/components/responses/PayloadTooLarge")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
    public @interface OfBody {}

    /** Error answers of routes that need a login. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @ApiResponse(responseCode = "401", ref = "#/components/responses/Unauthorized")
    @ApiResponse(responseCode = "403", ref = "#/components/responses/Forbidden")
    public @interface OfAccess {}
}
