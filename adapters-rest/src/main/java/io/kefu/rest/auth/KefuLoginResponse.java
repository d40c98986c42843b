package io.kefu.rest.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** Confirms the login of a kefu or admin. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "KefuLoggedIn", example = """
                {"success": true, "session_id": "tok_Uw5yT0dYQnJvd25Gb3hKdW1wc092ZXJUaGU",
                 "expires_at": "2024-01-02T12:00:00.000Z",
                 "kefu_info": {"kefu_id": "kefu001", "name": "客服小明", "status": "online", "user_type": "kefu"}}""")
record KefuLoginResponse(
        boolean success,

        @Schema(description = "The access token, to be sent as a bearer token")
        String sessionId,

        @Schema(description = "When the token expires; every use extends it")
        Instant expiresAt,

        KefuInfo kefuInfo) {

    /** The user who logged in. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "KefuInfo")
    record KefuInfo(
            String kefuId,
            String name,

            @Schema(
                    type = "string",
                    allowableValues = {"online", "busy", "away"})
            String status,

            @Schema(
                    type = "string",
                    allowableValues = {"kefu", "admin"})
            String userType) {}
}
