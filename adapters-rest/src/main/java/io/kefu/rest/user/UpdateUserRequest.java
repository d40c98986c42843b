package io.kefu.rest.user;

import io.kefu.application.access.Passwords;
import io.kefu.application.user.UpdateUser;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.User;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What to change of a user; what is left out stays. */
@Serdeable
@Schema(name = "UserChange", example = "{\"username\": \"张三更新\", \"email\": \"zhangsan_new@example.com\"}")
record UpdateUserRequest(
        @Size(min = 1, max = User.MAX_USERNAME) @Nullable String username,
        @Size(min = 3, max = User.MAX_EMAIL) @Nullable String email,

        @Schema(type = "object", description = "The site's own notes, at most " + Metadata.MAX_LENGTH + " bytes")
        @Nullable
        JsonNode metadata,

        @Schema(description = "A new one of one's own; ends all logins")
        @Size(min = Passwords.MIN_LENGTH, max = Passwords.MAX_LENGTH)
        @Nullable
        String password,

        @Schema(description = "The one that the new one replaces") @Size(max = Passwords.MAX_LENGTH) @Nullable
        String oldPassword) {

    UpdateUser.Command command(@Nullable Metadata notes) {
        return new UpdateUser.Command(username, email, notes, password, oldPassword);
    }

    /** Never the passwords: what is printed may end up in a log. */
    @Override
    public String toString() {
        return "UpdateUserRequest[" + username + "]";
    }
}
