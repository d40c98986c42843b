package io.kefu.bootstrap.security;

import io.kefu.domain.user.User;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a site says of its customer fit for a user: a customer is not turned away because the site's name for them
 * is too long.
 */
final class Claims {
    private Claims() {}

    /** The name without control characters and cut to length; null if nothing is left. */
    static @Nullable String name(@Nullable Object claim) {
        if (!(claim instanceof String text)) {
            return null;
        }
        StringBuilder name = new StringBuilder();
        text.codePoints().filter(c -> !Character.isISOControl(c)).forEach(name::appendCodePoint);
        String cut = cut(name.toString().strip()).strip();
        return cut.isBlank() ? null : cut;
    }

    /** The address, if it looks like one; null otherwise. */
    static @Nullable String email(@Nullable Object claim) {
        if (!(claim instanceof String text) || text.length() > User.MAX_EMAIL) {
            return null;
        }
        int at = text.indexOf('@');
        boolean isAddress = at > 0
                && at < text.length() - 1
                && at == text.lastIndexOf('@')
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        return isAddress ? text : null;
    }

    /** The longest beginning that is allowed and does not halve a character. */
    private static String cut(String name) {
        if (name.length() <= User.MAX_USERNAME) {
            return name;
        }
        int end = Character.isHighSurrogate(name.charAt(User.MAX_USERNAME - 1))
                ? User.MAX_USERNAME - 1
                : User.MAX_USERNAME;
        return name.substring(0, end);
    }
}
