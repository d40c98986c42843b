package io.kefu.domain.connection;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Word;
import io.kefu.domain.user.Role;
import java.util.Map;
import java.util.Optional;

/** A chat room of sockets. Messages in a room are sent to all its sockets and not stored. */
public enum Room implements Word {
    /** The room of kefu and admins. */
    SUPPORT,
    /** The room of customers. Kefu and admins may join it. */
    GENERAL;

    private static final Map<String, Room> BY_WORD = Word.index(Room.class);

    /** The room that a new socket of this role is in. */
    public static Room of(Role role) {
        return role.isStaff() ? SUPPORT : GENERAL;
    }

    /** The room with this name in the API. Another name is refused with {@code INVALID_PARAMETER}. */
    public static Room ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word))
                .orElseThrow(() -> DomainException.invalid("room", Reason.NOT_ALLOWED));
    }
}
