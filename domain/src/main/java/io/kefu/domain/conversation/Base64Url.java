package io.kefu.domain.conversation;

import java.util.Base64;

/** URL-safe Base64 without padding (RFC 4648, section 5), in which generated ids are written. */
public final class Base64Url {
    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The group that bytes belong to: their first 12 bits, 0 to 4,095. These are the first two characters in Base64. */
    public static int groupOf(byte[] bytes) {
        return (Byte.toUnsignedInt(bytes[0]) << 4) | (Byte.toUnsignedInt(bytes[1]) >>> 4);
    }

    /** The group of bytes whose text in Base64 begins with these two characters. */
    public static int groupOf(String digits) {
        return groupOf(Base64.getUrlDecoder().decode(digits + "AA"));
    }

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
