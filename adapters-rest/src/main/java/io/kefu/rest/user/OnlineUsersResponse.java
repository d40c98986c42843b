package io.kefu.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** A page of online users. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "OnlineUsers", example = """
                {"online_users": [{"user_id": "user123", "username": "李四", "user_type": "customer",
                                   "last_active": "2024-01-01T12:00:00.000Z"}],
                 "total": 25, "page": 1, "page_size": 20}""")
record OnlineUsersResponse(List<OnlineUser> onlineUsers, long total, int page, int pageSize) {

    /** An online user. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "OnlineUser")
    record OnlineUser(
            String userId,
            String username,

            @Schema(
                    type = "string",
                    allowableValues = {"customer", "kefu", "admin"})
            String userType,

            Instant lastActive) {}
}
