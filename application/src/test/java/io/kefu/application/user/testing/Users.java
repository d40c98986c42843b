package io.kefu.application.user.testing;

import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;

/** Users for tests. */
public final class Users {
    /** The creation time of all these users. */
    public static final Instant MADE = Instant.parse("2026-03-01T08:00:00Z");

    /** A profile in which every field has a value, those of later versions too. */
    public static final Profile FULL_PROFILE = FullProfile.make();

    /** A change that disables a user. */
    public static final User.Change DISABLED = User.Change.NONE.withDisabled(true);

    private Users() {}

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
