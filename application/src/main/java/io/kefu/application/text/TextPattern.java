package io.kefu.application.text;

/**
 * A text that is searched for in {@linkplain TextFolding folded} texts, and is folded itself. The search is that of Knuth, Morris and Pratt: its time is linear in the length of the searched text, whatever the texts contain. Thread-safe.
 */
public final class TextPattern {
    private final String pattern;

    /** For each beginning of the pattern, the length of the longest shorter beginning that is also its end. */
    private final int[] borders;

    private TextPattern(String folded) {
        this.pattern = folded;
        this.borders = new int[folded.length()];
        int border = 0;
        for (int i = 1; i < folded.length(); i++) {
            border = advance(border, folded.charAt(i));
            borders[i] = border;
        }
    }

    /** The pattern for a text. */
    public static TextPattern of(String text) {
        return new TextPattern(TextFolding.fold(text));
    }

    /** Whether a folded text contains the pattern. */
    public boolean isIn(String folded) {
        int matched = 0;
        for (int i = 0; i < folded.length() && matched < pattern.length(); i++) {
            matched = advance(matched, folded.charAt(i));
        }
        return matched == pattern.length();
    }

    /** How much of the pattern matches after one more character. */
    private int advance(int matched, char next) {
        int length = matched;
        while (length > 0 && pattern.charAt(length) != next) {
            length = borders[length - 1];
        }
        return pattern.charAt(length) == next ? length + 1 : 0;
    }
}
