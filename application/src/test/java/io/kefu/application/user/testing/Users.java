package io.kefu.application.user.testing;

import io.kefu.application.testing.FilledRecord;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;

/** Users for tests. */
public final class Users {
    /** The creation time of all these users. */
    public static final Instant MADE = Instant.parse("2026-03-01T08:00:00Z");

    /** A profile in which every field has a value, those of later versions too. */
    public static final Profile FULL_PROFILE = FilledRecord.of(
            Profile.named("unnamed"),
            new ProfileSamples(
                    "客服 \"小明\" 🦊, =:|\\",
                    "xiaoming@例子.测试",
                    "+8613800138000",
                    "2001-02-03",
                    new Metadata("{\"vip\":true,\"备注\":\"多\\n行\"}"),
                    List.of("a", "乙")));

    /** A change that disables a user. */
    public static final User.Change DISABLED = User.Change.NONE.withDisabled(true);

    private Users() {}

    /** A public record, so that its values can be read by reflection. */
    public record ProfileSamples(
            String username, String email, String phone, String date, Metadata metadata, List<String> texts) {}

    public static User customer(String id) {
        return user(id, Role.CUSTOMER, MADE);
    }

    public static User kefu(String id) {
        return user(id, Role.KEFU, MADE);
    }

    public static User admin(String id) {
        return user(id, Role.ADMIN, MADE);
    }

    /** A user whose name is the id and who has no other field of a profile. */
    public static User user(String id, Role role, Instant createdAt) {
        return User.created(new UserId(id), role, Profile.named(id), User.Service.DEFAULT, createdAt);
    }

    /** The same user, disabled. */
    public static User disabled(User user) {
        return user.changed(DISABLED);
    }
}
