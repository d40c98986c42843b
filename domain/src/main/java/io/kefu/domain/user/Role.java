package io.kefu.domain.user;

import java.util.Locale;
import java.util.Optional;

/** What a user is to the service; the API calls it {@code user_type}. */
public enum Role {
    /** Writes from a page or app and is served. */
    CUSTOMER,
    /** Serves customers. */
    KEFU,
    /** Runs the house: may see and do what every kefu may, and manage them. */
    ADMIN;

    /** Whether this role stands on the service's side of a conversation. */
    public boolean isStaff() {
        return this != CUSTOMER;
    }

    /** The role as the API spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that the API spells like this, if any does. */
    public static Optional<Role> ofWord(String word) {
        return switch (word) {
            case "customer" -> Optional.of(CUSTOMER);
            case "kefu" -> Optional.of(KEFU);
            case "admin" -> Optional.of(ADMIN);
            default -> Optional.empty();
        };
    }
}
