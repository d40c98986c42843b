package io.kefu.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user, with all fields of the profile. */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "User", example = UserResponse.EXAMPLE)
public record UserResponse(
        String userId,
        String username,

        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = true)
        @Nullable
        String email,

        @Schema(
                type = "string",
                allowableValues = {"customer", "kefu", "admin"})
        String userType,

        Instant createdAt,
        Instant lastActive,

        @Schema(type = "object", description = "Data that the site attached") @Nullable
        JsonNode metadata,

        @Schema(description = "The maximum number of open sessions; of a kefu or admin") @Nullable
        Integer maxSessions,

        @Schema(description = "The session types served, none for all; of a kefu or admin") @Nullable
        List<String> skills,

        @Schema(
                type = "string",
                description = "What a kefu or admin is doing; in lists",
                allowableValues = {"online", "busy", "away", "offline"})
        @Nullable
        String status,

        @Schema(description = "How many sessions a kefu or admin serves; in lists") @Nullable
        Integer openSessions,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        @Schema(
                requiredMode = Schema.RequiredMode.NOT_REQUIRED,
                description = "True for a disabled user; absent for all others")
        boolean disabled) {
    static final String EXAMPLE = """
            {"user_id": "user456", "username": "张三", "email": "zhangsan@example.com", "user_type": "customer",
             "created_at": "2024-01-01T10:00:00.000Z", "last_active": "2024-01-01T12:00:00.000Z"}""";
}
