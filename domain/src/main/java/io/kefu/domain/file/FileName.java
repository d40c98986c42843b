package io.kefu.domain.file;

/**
 * What a file is called by people. It is shown and offered for saving, and never part of a path of ours.
 *
 * @param value 1 to {@value #MAX_BYTES} bytes of UTF-8, none of the characters that end a path, steer a terminal or turn
 *     the direction of text around
 */
public record FileName(String value) {
    /** The longest name, in bytes of UTF-8: what common file systems take. */
    public static final int MAX_BYTES = 255;

    private static final String NAMELESS = "file";

    /** An extension that is longer than this, dot included, is none, and may be cut. */
    private static final int MAX_EXTENSION = 16;

    public FileName {
        if (value.isEmpty() || utf8Length(value) > MAX_BYTES || !clean(value).equals(value)) {
            throw new IllegalArgumentException("Not a clean name");
        }
    }

    /** The name that a client gives, without what does not belong in one; {@code file} where nothing is left. */
    public static FileName of(String given) {
        String name = clean(given);
        return new FileName(name.isEmpty() ? NAMELESS : shortened(name));
    }

    /** The last step of a path, without harmful characters, and without dots and blanks at its ends. */
    private static String clean(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        last.codePoints().filter(FileName::belongsInAName).forEach(kept::appendCodePoint);
        int from = 0;
        int to = kept.length();
        while (from < to && isDotOrBlank(kept.charAt(from))) {
            from++;
        }
        while (to > from && isDotOrBlank(kept.charAt(to - 1))) {
            to--;
        }
        return kept.substring(from, to);
    }

    private static boolean isDotOrBlank(char c) {
        return c == '.' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean belongsInAName(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> "<>:\"|?*".indexOf(c) < 0;
        };
    }

    /** Cut before its extension, between characters. */
    private static String shortened(String name) {
        if (utf8Length(name) <= MAX_BYTES) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
        int room = MAX_BYTES - utf8Length(extension);
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            room -= utf8Length(c);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return clean(kept + extension);
    }

    private static int utf8Length(String text) {
        return text.codePoints().map(FileName::utf8Length).sum();
    }

    private static int utf8Length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    @Override
    public String toString() {
        return value;
    }
}
