package io.kefu.rest.user;

import io.kefu.application.access.Passwords;
import io.kefu.application.account.UpdateUser;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.rest.json.CodePoints;
import io.kefu.rest.json.Words;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of a user. A missing field keeps its value. */
@Serdeable
@Schema(name = "UserChange", example = "{\"username\": \"张三更新\", \"email\": \"zhangsan_new@example.com\"}")
record UpdateUserRequest(
        @Schema(minLength = 1, maxLength = Profile.MAX_USERNAME)
        @CodePoints(min = 1, max = Profile.MAX_USERNAME)
        @Nullable
        String username,

        @Schema(minLength = 3, maxLength = Profile.MAX_EMAIL) @CodePoints(min = 3, max = Profile.MAX_EMAIL) @Nullable
        String email,

        @Schema(type = "object", description = "Data that the site attached, at most " + Metadata.MAX_LENGTH + " bytes")
        @Nullable
        JsonNode metadata,

        @Schema(
                type = "string",
                description = "Makes a kefu an admin or an admin a kefu and ends all logins; by an admin",
                allowableValues = {"kefu", "admin"})
        @Nullable
        String userType,

        @Schema(description = "The maximum number of open sessions; of a kefu or admin, by an admin")
        @Min(0)
        @Max(User.Service.MAX_SESSIONS)
        @Nullable
        Integer maxSessions,

        @Schema(description = "The session types served, none for all; of a kefu or admin, by an admin")
        @Size(max = User.Service.MAX_SKILLS)
        @Nullable
        List<String> skills,

        @Schema(description = "True refuses the user everywhere from now on; by an admin") @Nullable
        Boolean disabled,

        @Schema(
                description = "The caller's new password, or one that an admin sets for staff; ends all logins",
                minLength = Passwords.MIN_LENGTH,
                maxLength = Passwords.MAX_LENGTH)
        @NewPassword
        @Nullable
        String password,

        @Schema(description = "The password that the new one replaces", maxLength = Passwords.MAX_LENGTH)
        @CodePoints(max = Passwords.MAX_INPUT)
        @Nullable
        String oldPassword) {

    UpdateUser.Command command(@Nullable Metadata parsedMetadata) {
        User.Change change = User.Change.of(profile ->
                        profile.withUsername(username).withEmail(email).withMetadata(parsedMetadata))
                .withRole(Words.readIfGiven("user_type", userType, Role::ofWord))
                .withMaxSessions(maxSessions)
                .withSkills(Words.set("skills", skills))
                .withDisabled(disabled);
        return new UpdateUser.Command(change, password, oldPassword);
    }

    /** Without the passwords, because the text may be written to a log. */
    @Override
    public String toString() {
        return "UpdateUserRequest[" + username + "]";
    }
}
