package io.kefu.domain.user;

import io.kefu.domain.text.Word;
import java.util.Map;
import java.util.Optional;

/** The role of a user; the API calls it {@code user_type}. */
public enum Role implements Word {
    /** Asks for help. */
    CUSTOMER,
    /** Answers customers. */
    KEFU,
    /** Manages users and may do everything that a kefu may do. */
    ADMIN;

    private static final Map<String, Role> BY_WORD = Word.index(Role.class);

    /** Whether users of this role are on the side of the service: kefu and admins. */
    public boolean isStaff() {
        return this != CUSTOMER;
    }

    /** The role with this value in the API. */
    public static Optional<Role> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
