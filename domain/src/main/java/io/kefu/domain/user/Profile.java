package io.kefu.domain.user;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The personal fields of a user. The service stores and shows them, but decides nothing by them. A profile is made with
 * {@link #named} and the {@code with…} methods; a null argument of these keeps the present value.
 *
 * @param username the name that others see, 1 to {@value #MAX_USERNAME} characters without control characters
 * @param email 3 to {@value #MAX_EMAIL} characters with one {@code @} inside; null if unknown
 * @param metadata data that the site attached; null for none
 */
public record Profile(
        String username, @Nullable String email, @Nullable Metadata metadata) {
    public static final int MAX_USERNAME = 64;
    public static final int MAX_EMAIL = 254;

    public Profile {
        Texts.requireNotBlank("username", username, MAX_USERNAME);
        if (username.chars().anyMatch(Character::isISOControl)) {
            throw DomainException.invalid("username", Reason.MALFORMED);
        }
        if (email != null) {
            checkEmail(email);
        }
    }

    /** A profile with a name and no other field. */
    public static Profile named(String username) {
        return new Profile(username, null, null);
    }

    /** The profile of a user without a name: the name is the id, cut to the maximum length of a name. */
    public static Profile of(UserId id) {
        return named(id.value().substring(0, Math.min(id.value().length(), MAX_USERNAME)));
    }

    public Profile withUsername(@Nullable String given) {
        return given == null ? this : new Profile(given, email, metadata);
    }

    public Profile withEmail(@Nullable String given) {
        return given == null ? this : new Profile(username, given, metadata);
    }

    public Profile withMetadata(@Nullable Metadata given) {
        return given == null ? this : new Profile(username, email, given);
    }

    private static void checkEmail(String email) {
        Texts.require("email", email, 3, MAX_EMAIL);
        int at = email.indexOf('@');
        if (at < 1
                || at == email.length() - 1
                || at != email.lastIndexOf('@')
                || email.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw DomainException.invalid("email", Reason.MALFORMED);
        }
    }
}
