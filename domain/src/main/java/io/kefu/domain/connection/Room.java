package io.kefu.domain.connection;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Role;
import java.util.Arrays;
import java.util.Locale;

/** A chat room of sockets. Messages in a room are sent to all its sockets and not stored. */
public enum Room {
    /** The room of kefu and admins. */
    SUPPORT,
    /** The room of customers. Kefu and admins may join it. */
    GENERAL;

    /** The room that a new socket of this role is in. */
    public static Room of(Role role) {
        return role.isStaff() ? SUPPORT : GENERAL;
    }

    /** The room with this name in the API. Another name is refused with {@code INVALID_PARAMETER}. */
    public static Room ofWord(String word) {
        return Arrays.stream(values())
                .filter(room -> room.word().equals(word))
                .findFirst()
                .orElseThrow(() -> DomainException.invalid("room", Reason.NOT_ALLOWED));
    }

    /** The name of the room in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
