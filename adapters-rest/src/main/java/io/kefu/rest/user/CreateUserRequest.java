package io.kefu.rest.user;

import io.kefu.application.access.Passwords;
import io.kefu.application.user.CreateUser;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.rest.json.CodePoints;
import io.kefu.rest.json.Words;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user to create. The service generates a missing id and sets defaults for other missing fields. */
@Serdeable
@Schema(name = "NewUser", example = """
                {"user_id": "user456", "username": "张三", "email": "zhangsan@example.com", "user_type": "customer"}""")
record CreateUserRequest(
        @Pattern(regexp = UserId.PATTERN) @Nullable String userId,

        @Schema(minLength = 1, maxLength = Profile.MAX_USERNAME)
        @CodePoints(min = 1, max = Profile.MAX_USERNAME)
        @Nullable
        String username,

        @Schema(minLength = 3, maxLength = Profile.MAX_EMAIL) @CodePoints(min = 3, max = Profile.MAX_EMAIL) @Nullable
        String email,

        @Schema(
                type = "string",
                allowableValues = {"customer", "kefu", "admin"},
                defaultValue = "customer")
        @Nullable
        String userType,

        @Schema(type = "object", description = "Data that the site attached, at most " + Metadata.MAX_LENGTH + " bytes")
        @Nullable
        JsonNode metadata,

        @Schema(
                description = "The password of a kefu or admin; not for customers",
                minLength = Passwords.MIN_LENGTH,
                maxLength = Passwords.MAX_LENGTH)
        @NewPassword
        @Nullable
        String password,

        @Min(0) @Max(User.Service.MAX_SESSIONS) @Nullable Integer maxSessions,
        @Size(max = User.Service.MAX_SKILLS) @Nullable List<String> skills) {

    CreateUser.Command command(@Nullable Metadata parsedMetadata) {
        return new CreateUser.Command(
                userId == null ? null : UserId.of("user_id", userId),
                role(),
                profile -> profile.withUsername(username).withEmail(email).withMetadata(parsedMetadata),
                password,
                User.Service.initial(role()).with(maxSessions, Words.set("skills", skills)));
    }

    /** The role of the new user. The access check needs it before the request is validated. */
    Role role() {
        return userType == null ? Role.CUSTOMER : Words.read("user_type", userType, Role::ofWord);
    }

    /** Without the password, because the text may be written to a log. */
    @Override
    public String toString() {
        return "CreateUserRequest[" + userId + "]";
    }
}
