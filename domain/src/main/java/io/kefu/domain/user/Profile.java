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
    private static final int MIN_EMAIL = 3;

    public Profile {
        Texts.requireLine("username", username, MAX_USERNAME);
        if (email != null) {
            Texts.require("email", email, MIN_EMAIL, MAX_EMAIL);
            if (!isEmail(email)) {
                throw DomainException.invalid("email", Reason.MALFORMED);
            }
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

    /** Whether a profile may have this email address. */
    public static boolean isEmail(String text) {
        int at = text.indexOf('@');
        return Texts.hasLength(text, MIN_EMAIL, MAX_EMAIL)
                && Texts.isWellFormed(text)
                && at > 0
                && at < text.length() - 1
                && at == text.lastIndexOf('@')
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
    }
}
