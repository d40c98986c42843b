package io.kefu.domain.conversation;

/** The alphabet that made ids are written in: URL-safe Base64 without padding (RFC 4648, section 5). */
public final class Base64Url {
    private Base64Url() {}

    /** Whether what follows the first {@code from} characters is exactly {@code length} characters of the alphabet. */
    public static boolean isText(String text, int from, int length) {
        if (text.length() != from + length) {
            return false;
        }
        // Ids are read several times for every message.
        for (int i = from; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
