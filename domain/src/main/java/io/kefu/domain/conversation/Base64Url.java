package io.kefu.domain.conversation;

/** The alphabet of generated ids: URL-safe Base64 without padding (RFC 4648, section 5). */
public final class Base64Url {
    private Base64Url() {}

    /** Whether the text has exactly {@code length} characters after the first {@code from}, all of them of the alphabet. */
    public static boolean isText(String text, int from, int length) {
        if (text.length() != from + length) {
            return false;
        }
        // A loop, because ids are validated several times for every message.
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
