package io.kefu.application.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Folds texts, so that texts compare as equal if they differ only in case, in full or half width, or in how a character is
 * composed. This is Unicode NFKC with the case folded, and close to NFKC_Casefold, but invisible characters stay.
 */
public final class TextFolding {
    private TextFolding() {}

    /** The folded form of a text. It may be longer than the text, at most 18 times. */
    public static String fold(String text) {
        // The upper case of a text does not depend on the context, and resolves special cases such as ß. The lower case
        // of a whole
        // text would depend on it: a sigma at the end of a word has a form of its own.
        String upper = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(upper.length());
        upper.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }
}
