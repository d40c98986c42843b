package io.kefu.rest.user;

import io.kefu.application.access.Passwords;
import io.kefu.application.user.CreateUser;
import io.kefu.domain.user.Metadata;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user to make; what is left out is made or set by the service. */
@Serdeable
@Schema(name = "NewUser", example = """
                {"user_id": "user456", "username": "张三", "email": "zhangsan@example.com", "user_type": "customer"}""")
record CreateUserRequest(
        @Pattern(regexp = UserId.PATTERN) @Nullable String userId,

        @Schema(minLength = 1, maxLength = User.MAX_USERNAME) @CodePoints(min = 1, max = User.MAX_USERNAME) @Nullable
        String username,

        @Schema(minLength = 3, maxLength = User.MAX_EMAIL) @CodePoints(min = 3, max = User.MAX_EMAIL) @Nullable
        String email,

        @Schema(
                type = "string",
                allowableValues = {"customer", "kefu", "admin"},
                defaultValue = "customer")
        @Nullable
        String userType,

        @Schema(type = "object", description = "The site's own notes, at most " + Metadata.MAX_LENGTH + " bytes")
        @Nullable
        JsonNode metadata,

        @Schema(
                description = "The password of a kefu or admin; not for customers",
                minLength = Passwords.MIN_LENGTH,
                maxLength = Passwords.MAX_LENGTH)
        @ChoosablePassword
        @Nullable
        String password,

        @Min(0) @Max(User.Service.MAX_SESSIONS) @Nullable Integer maxSessions,
        @Size(max = User.Service.MAX_SKILLS) @Nullable List<String> skills) {

    CreateUser.Command command(@Nullable Metadata notes) {
        return new CreateUser.Command(
                userId == null ? null : UserId.of("user_id", userId),
                username,
                email,
                role(),
                notes,
                password,
                service());
    }

    /** What kind of user is wanted; known first, as it decides who may ask. */
    Role role() {
        return userType == null ? Role.CUSTOMER : Words.read("user_type", userType, Role::ofWord);
    }

    private User.Service service() {
        User.Service initial = User.Service.initial(role());
        @Nullable Set<String> given = Skills.of(skills);
        return new User.Service(
                maxSessions == null ? initial.maxSessions() : maxSessions, given == null ? initial.skills() : given);
    }

    /** Never the password: what is printed may end up in a log. */
    @Override
    public String toString() {
        return "CreateUserRequest[" + userId + "]";
    }
}
