package io.kefu.application.user.testing;

import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;

/** Users for tests. */
public final class Users {
    /** When they were all made. */
    public static final Instant MADE = Instant.parse("2026-03-01T08:00:00Z");

    /** What keeps a user out. */
    public static final User.Change DISABLED = new User.Change(null, null, null, null, null, null, true);

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

    /** A user named like its id, with nothing but what every user has. */
    public static User user(String id, Role role, Instant createdAt) {
        return new User(new UserId(id), id, null, role, null, createdAt, createdAt, false, User.Service.DEFAULT);
    }

    /** The same user, kept out. */
    public static User disabled(User user) {
        return user.changed(DISABLED);
    }
}
