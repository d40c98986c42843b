package io.kefu.rest.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A kefu is in. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "KefuLoggedIn", example = """
                {"success": true, "session_id": "tok_Uw5yT0dYQnJvd25Gb3hKdW1wc092ZXJUaGU",
                 "expires_at": "2024-01-02T12:00:00.000Z",
                 "kefu_info": {"kefu_id": "kefu001", "name": "客服小明", "status": "online", "user_type": "kefu"}}""")
record KefuLoginResponse(
        boolean success,

        @Schema(description = "The bearer token of all later calls")
        String sessionId,

        @Schema(description = "When it ends unless it is used before")
        Instant expiresAt,

        KefuInfo kefuInfo) {

    /** Who is in. */
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
