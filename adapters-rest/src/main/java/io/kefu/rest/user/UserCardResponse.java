package io.kefu.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** The fields of a colleague that a kefu may see. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "UserCard", example = UserCardResponse.EXAMPLE)
record UserCardResponse(
        String userId,
        String username,

        @Schema(
                type = "string",
                allowableValues = {"kefu", "admin"})
        String userType,

        @Schema(
                type = "string",
                description = "What the colleague is doing",
                allowableValues = {"online", "busy", "away", "offline"})
        String status) {
    static final String EXAMPLE = """
            {"user_id": "kefu002", "username": "客服小红", "user_type": "kefu", "status": "online"}""";
}
