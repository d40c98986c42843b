package io.kefu.domain.file;

import io.kefu.domain.text.TextValue;
import io.kefu.domain.text.Texts;

/**
 * The name that a user gave a file. It is shown, and used when a client saves the file, but never part of a path in the
 * store.
 *
 * @param value 1 to {@value #MAX_BYTES} bytes of UTF-8, without slashes, backslashes, control characters, and invisible
 *     characters such as those that change the direction of text. The joiners of emoji and of Persian and Indic scripts
 *     are kept.
 */
public record FileName(String value) implements TextValue {
    /** The longest name in bytes of UTF-8, which is the limit of common file systems. */
    public static final int MAX_BYTES = 255;

    private static final String NAMELESS = "file";

    /** A longer text after the last dot, including the dot, is not treated as an extension. */
    private static final int MAX_EXTENSION = 16;

    public FileName {
        if (value.isEmpty()
                || Texts.utf8Length(value) > MAX_BYTES
                || !clean(value).equals(value)) {
            throw new IllegalArgumentException("The name has characters that are not allowed");
        }
    }

    /** The name that a client sent, without characters that are not allowed; {@code file} if no character remains. */
    public static FileName of(String given) {
        String name = clean(given);
        return new FileName(name.isEmpty() ? NAMELESS : shortened(name));
    }

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    /** The flag of a region, such as Scotland, is this flag followed by invisible letters and an end tag. */
    private static final int BLACK_FLAG = 0x1f3f4;

    private static final int FIRST_TAG = 0xe0020;
    private static final int LAST_TAG = 0xe007f;

    /** The last segment of a path, without characters that are not allowed, and without dots, blanks and joiners at both ends. */
    private static String clean(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        boolean isFlag = false;
        for (int i = 0; i < last.length(); ) {
            int c = last.codePointAt(i);
            i += Character.charCount(c);
            boolean isTag = c >= FIRST_TAG && c <= LAST_TAG;
            isFlag = c == BLACK_FLAG || (isFlag && isTag);
            if (isTag ? isFlag : isAllowed(c)) {
                kept.appendCodePoint(c);
            }
        }
        int from = 0;
        int to = kept.length();
        while (from < to && isTrimmed(kept.charAt(from))) {
            from++;
        }
        while (to > from && isTrimmed(kept.charAt(to - 1))) {
            to--;
        }
        return kept.substring(from, to);
    }

    private static boolean isTrimmed(char c) {
        return c == '.'
                || c == ZERO_WIDTH_NON_JOINER
                || c == ZERO_WIDTH_JOINER
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c);
    }

    private static boolean isAllowed(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT -> c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Cuts a long name before its extension, between two characters. */
    private static String shortened(String name) {
        if (Texts.utf8Length(name) <= MAX_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
        int remaining = MAX_BYTES - Texts.utf8Length(extension);
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            remaining -= Texts.utf8Length(c);
            if (remaining < 0) {
                break;
            }
            kept.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return clean(kept + extension);
    }

    @Override
    public String toString() {
        return value;
    }
}
