package io.kefu.domain.file;

import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.util.Base64;
import java.util.Optional;

/**
 * Names a file. Its first two characters follow from the uploader's id, so that all files of a user lie in one group, by
 * which stores spread what they keep; the others are random. The application's {@code FileIds} makes ids.
 *
 * @param value {@code file_} and 6 to 64 characters of URL-safe Base64, {@value #LENGTH} of them in those that are made
 */
public record FileId(String value) {
    /** What the API's id begins with. */
    public static final String PREFIX = "file_";

    /** How many characters follow the prefix in an id that is made: two for the group, the others random (132 bits). */
    public static final int LENGTH = 24;

    /** How many groups there are. */
    public static final int GROUPS = 4_096;

    private static final int MIN_LENGTH = 6;
    private static final int MAX_LENGTH = 64;

    public FileId {
        if (!isId(value)) {
            throw DomainException.invalid("file_id", Reason.MALFORMED);
        }
    }

    /** The id with the given text; empty for a text that is no id. */
    public static Optional<FileId> parse(String text) {
        return isId(text) ? Optional.of(new FileId(text)) : Optional.empty();
    }

    private static boolean isId(String value) {
        int length = value.length() - PREFIX.length();
        return length >= MIN_LENGTH
                && length <= MAX_LENGTH
                && value.startsWith(PREFIX)
                && Base64Url.isText(value, PREFIX.length(), length);
    }

    /** The id without its prefix, as stores use it. */
    public String key() {
        return value.substring(PREFIX.length());
    }

    /** The file's group, 0 to {@value #GROUPS} - 1. */
    public int group() {
        byte[] bytes = Base64.getUrlDecoder().decode(key().substring(0, 2) + "AA");
        return (Byte.toUnsignedInt(bytes[0]) << 4) | (Byte.toUnsignedInt(bytes[1]) >>> 4);
    }

    /** The two characters with which the keys of a group begin. */
    public static String groupPrefix(int group) {
        byte[] bytes = {(byte) (group >>> 4), (byte) (group << 4), 0};
        return Base64.getUrlEncoder().encodeToString(bytes).substring(0, 2);
    }

    @Override
    public String toString() {
        return value;
    }
}
