package io.kefu.domain.file;

import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.TextValue;
import java.util.Optional;

/**
 * Identifies a file. The first two characters after the prefix follow from the uploader's id, so that all files of a user
 * are in one group, by which stores distribute them. The other characters are random. {@code FileIds} of the application
 * creates ids.
 *
 * @param value {@code file_} and 6 to 64 characters of URL-safe Base64; created ids have {@value #LENGTH}
 */
public record FileId(String value) implements TextValue {
    public static final String PREFIX = "file_";

    /** The number of characters after the prefix of a created id: two for the group, the others random (132 bits). */
    public static final int LENGTH = 24;

    public static final int GROUPS = 4_096;

    private static final int MIN_LENGTH = 6;
    private static final int MAX_LENGTH = 64;

    public FileId {
        if (!isId(value)) {
            throw DomainException.invalid("file_id", Reason.MALFORMED);
        }
    }

    /** The id with this text; empty if the text is not a valid id. */
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

    /** The id without its prefix; stores use it as key. */
    public String key() {
        return value.substring(PREFIX.length());
    }

    /** The file's group, 0 to {@value #GROUPS} - 1. */
    public int group() {
        return Base64Url.groupOf(key().substring(0, 2));
    }

    /** The first two characters of the keys of a group. */
    public static String groupPrefix(int group) {
        byte[] bytes = {(byte) (group >>> 4), (byte) (group << 4), 0};
        return Base64Url.encode(bytes).substring(0, 2);
    }

    @Override
    public String toString() {
        return value;
    }
}
