package io.kefu.domain.connection;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Role;
import java.util.Arrays;
import java.util.Locale;

/** Where sockets gather to hear what is said to all. What is said in a room is not kept. */
public enum Room {
    /** The house's own people. */
    SUPPORT,
    /** The customers; staff may come in. */
    GENERAL;

    /** The room that a socket is in from its beginning. */
    public static Room of(Role role) {
        return role.isStaff() ? SUPPORT : GENERAL;
    }

    /** The room that the API calls like this. */
    public static Room ofWord(String word) {
        return Arrays.stream(values())
                .filter(room -> room.word().equals(word))
                .findFirst()
                .orElseThrow(() -> DomainException.invalid("room", Reason.NOT_ALLOWED));
    }

    /** The room as the API spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
