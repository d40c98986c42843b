package io.kefu.domain.text;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;

/**
 * Checks texts that clients send. Lengths count Unicode code points, as the API promises: an emoji outside the Basic
 * Multilingual Plane counts as one although Java stores it in two {@code char}s.
 */
public final class Texts {
    private Texts() {}

    /** The number of code points in a text. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The first code points of a text, or the whole text if it has no more. The cut never splits a surrogate pair. */
    public static String beginning(String text, int length) {
        return length(text) <= length ? text : text.substring(0, text.offsetByCodePoints(0, length));
    }

    /** The number of bytes of a well-formed text in UTF-8. */
    public static int utf8Length(String text) {
        return text.codePoints().map(Texts::utf8Length).sum();
    }

    /** The number of bytes of a code point in UTF-8. */
    public static int utf8Length(int c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    /** Whether the length of a text lies between two bounds, both inclusive. */
    public static boolean hasLength(String text, int min, int max) {
        // Each code point takes at most two chars, so a text of more than 2 * max chars is too long without counting.
        if (text.length() < min || text.length() > 2L * max) {
            return false;
        }
        int length = length(text);
        return length >= min && length <= max;
    }

    /** Whether every surrogate in a text is part of a pair. A text with a lone surrogate cannot be encoded in UTF-8. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * Returns the text if its length lies between two bounds, both inclusive, and it is well-formed Unicode.
     *
     * @param field the field that a refusal names
     * @throws DomainException {@code INVALID_PARAMETER} for any other text
     */
    public static String require(String field, String text, int min, int max) {
        if (!hasLength(text, min, max)) {
            throw DomainException.invalid(field, Reason.LENGTH, min, max);
        }
        if (!isWellFormed(text)) {
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
        return text;
    }

    /** Like {@link #require}, for a text of at least one character that must not consist of white space only. */
    public static String requireNotBlank(String field, String text, int max) {
        if (text.isBlank()) {
            throw DomainException.invalid(field, Reason.LENGTH, 1, max);
        }
        return require(field, text, 1, max);
    }

    /** Like {@link #requireNotBlank}, for a text of one line: it must not contain control characters. */
    public static String requireLine(String field, String text, int max) {
        return requireWithout(field, requireNotBlank(field, text, max), "");
    }

    /** Like {@link #requireLine}, for a text of several lines: it may also contain line breaks and tabs. */
    public static String requireLines(String field, String text, int max) {
        return requireWithout(field, requireNotBlank(field, text, max), "\n\r\t");
    }

    private static String requireWithout(String field, String text, String allowedControls) {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && allowedControls.indexOf(c) < 0)) {
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
        return text;
    }
}
