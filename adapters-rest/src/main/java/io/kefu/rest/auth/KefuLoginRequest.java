package io.kefu.rest.auth;

import io.kefu.application.access.Passwords;
import io.kefu.domain.user.UserId;
import io.kefu.rest.json.CodePoints;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** The login of a kefu or admin. */
@Serdeable
@Schema(name = "KefuLogin", example = "{\"kefu_id\": \"kefu001\", \"password\": \"password123\"}")
record KefuLoginRequest(
        @NotNull @Pattern(regexp = UserId.PATTERN) String kefuId,

        @Schema(minLength = 1, maxLength = Passwords.MAX_LENGTH)
        @NotNull
        @CodePoints(min = 1, max = Passwords.MAX_INPUT)
        String password) {
    /** Omits the password, because the text may be logged. */
    @Override
    public String toString() {
        return "KefuLoginRequest[" + kefuId + "]";
    }
}
