package io.kefu.rest.auth;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The login of a verified customer. */
@Serdeable
@Schema(name = "CustomerLogin", example = "{\"token\": \"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyMTIzIn0.c2lnbmF0dXJl\"}")
record CustomerLoginRequest(
        @Schema(description = "The identity token: a JWT (HS256) that the site's backend signed")
        @NotNull
        @Size(min = 1, max = CustomerLoginRequest.MAX_TOKEN)
        String token) {
    static final int MAX_TOKEN = 8_192;

    /** Omits the token, because the text may be logged. */
    @Override
    public String toString() {
        return "CustomerLoginRequest[secret]";
    }
}
