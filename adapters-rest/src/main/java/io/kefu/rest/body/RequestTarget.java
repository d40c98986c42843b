package io.kefu.rest.body;

import org.jspecify.annotations.Nullable;

/**
 * Escapes request targets for the server. Browsers send characters such as {@code |} in a path unescaped, and the server would
 * refuse them with 400. A plus sign in a path stands for itself, but the server would decode it to a space.
 */
final class RequestTarget {
    /** Characters that RFC 3986 forbids in paths and queries, besides control and non-ASCII characters. */
    private static final String ILLEGAL = " \"<>[\\]^`{|}";

    private RequestTarget() {}

    /**
     * The target with illegal characters percent-encoded. In the path, which ends at the first {@code ?}, plus signs and percent
     * signs without two hex digits are encoded too. A target that does not begin with a slash is returned unchanged.
     */
    static String escaped(String target) {
        if (!target.startsWith("/")) {
            return target;
        }
        @Nullable StringBuilder escaped = null;
        boolean isPath = true;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            isPath &= c != '?';
            if (isToEscape(target, i, isPath)) {
                escaped = escaped == null ? new StringBuilder(target.length() + 16).append(target, 0, i) : escaped;
                escaped.append('%')
                        .append(Character.forDigit((c >> 4) & 0xF, 16))
                        .append(Character.forDigit(c & 0xF, 16));
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? target : escaped.toString();
    }

    /** Whether a character must be encoded. The codec reads each byte of a target as one character, up to 0xFF. */
    private static boolean isToEscape(String target, int at, boolean isPath) {
        char c = target.charAt(at);
        if (isPath && c == '%') {
            return at + 2 >= target.length()
                    || Character.digit(target.charAt(at + 1), 16) < 0
                    || Character.digit(target.charAt(at + 2), 16) < 0;
        }
        return (isPath && c == '+') || c < ' ' || (c >= 0x7F && c <= 0xFF) || ILLEGAL.indexOf(c) >= 0;
    }
}
