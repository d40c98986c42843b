package io.kefu.rest.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.rest.user.UserResponse;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A customer is in. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "CustomerLoggedIn", example = """
                {"success": true, "session_id": "tok_Uw5yT0dYQnJvd25Gb3hKdW1wc092ZXJUaGU",
                 "expires_at": "2024-01-31T12:00:00.000Z",
                 "user_info": {"user_id": "user123", "username": "李四", "email": null, "user_type": "customer",
                               "created_at": "2024-01-01T10:00:00.000Z", "last_active": "2024-01-01T12:00:00.000Z"}}""")
record CustomerLoginResponse(
        boolean success,

        @Schema(description = "The bearer token of all later calls")
        String sessionId,

        @Schema(description = "When it ends unless it is used before")
        Instant expiresAt,

        UserResponse userInfo) {}
