package io.kefu.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A new user, with a login if the call was made without one. */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CreatedUser", example = """
                {"user_id": "user456", "username": "张三", "email": "zhangsan@example.com", "user_type": "customer",
                 "created_at": "2024-01-01T10:00:00.000Z", "last_active": "2024-01-01T10:00:00.000Z",
                 "session_id": "tok_Uw5yT0dYQnJvd25Gb3hKdW1wc092ZXJUaGU", "expires_at": "2024-01-31T10:00:00.000Z"}""")
record CreatedUserResponse(
        @JsonUnwrapped UserResponse user,

        @Schema(description = "The bearer token of all later calls; if the call was made without a login") @Nullable
        String sessionId,

        @Nullable Instant expiresAt) {}
