package io.kefu.bootstrap.security;

import io.kefu.domain.text.Texts;
import io.kefu.domain.user.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the name and the email address from the claims of an identity token. A name that is too long is cut, and an invalid
 * claim is left out. A login is never refused because of these claims.
 */
final class Claims {
    private Claims() {}

    /** The name without control characters and lone surrogates, cut to length; null if nothing is left. */
    static @Nullable String name(@Nullable Object claim) {
        if (!(claim instanceof String text)) {
            return null;
        }
        StringBuilder name = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .forEach(name::appendCodePoint);
        String cut = cut(name.toString().strip()).strip();
        return cut.isBlank() ? null : cut;
    }

    /** The address, if it looks like one; null otherwise. */
    static @Nullable String email(@Nullable Object claim) {
        return claim instanceof String text && Profile.isEmail(text) ? text : null;
    }

    /** The name, cut to the longest length that is allowed. */
    private static String cut(String name) {
        return Texts.length(name) <= Profile.MAX_USERNAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, Profile.MAX_USERNAME));
    }
}
