package io.kefu.rest.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.rest.user.UserResponse;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** Confirms the login of a customer. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "CustomerLoggedIn", example = """
                {"success": true, "session_id": "tok_Uw5yT0dYQnJvd25Gb3hKdW1wc092ZXJUaGU",
                 "expires_at": "2024-01-31T12:00:00.000Z",
                 "user_info": {"user_id": "user123", "username": "李四", "email": null, "user_type": "customer",
                               "created_at": "2024-01-01T10:00:00.000Z", "last_active": "2024-01-01T12:00:00.000Z"}}""")
record CustomerLoginResponse(
        boolean success,

        @Schema(description = "The access token, to be sent as a bearer token")
        String sessionId,

        @Schema(description = "When the token expires; every use extends it")
        Instant expiresAt,

        UserResponse userInfo) {}
