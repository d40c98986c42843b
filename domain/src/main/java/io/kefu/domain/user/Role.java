package io.kefu.domain.user;

import java.util.Locale;
import java.util.Optional;

/** The role of a user; the API calls it {@code user_type}. */
public enum Role {
    /** RequiresOperation for help. */
    CUSTOMER,
    /** Answers customers. */
    KEFU,
    /** Manages users and may do everything that a kefu may do. */
    ADMIN;

    /** Whether users of this role are on the side of the service: kefu and admins. */
    public boolean isStaff() {
        return this != CUSTOMER;
    }

    /** The value in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this value in the API. */
    public static Optional<Role> ofWord(String word) {
        return switch (word) {
            case "customer" -> Optional.of(CUSTOMER);
            case "kefu" -> Optional.of(KEFU);
            case "admin" -> Optional.of(ADMIN);
            default -> Optional.empty();
        };
    }
}
