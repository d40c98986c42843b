package io.kefu.application.access;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import java.text.Normalizer;

/**
 * The rule for new passwords: {@value #MIN_LENGTH} to {@value #MAX_LENGTH} characters and no other condition, as NIST
 * SP 800-63B advises. The length counts code points of the {@linkplain #normalized normalized} password.
 */
public final class Passwords {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 128;

    /**
     * The longest text that is normalized, in code points. It is a multiple of the longest password, because one
     * character may consist of several code points before normalization.
     */
    public static final int MAX_INPUT = 4 * MAX_LENGTH;

    private Passwords() {}

    /**
     * The form of a password that is hashed: all space separators are replaced by ordinary spaces, then NFKC is
     * applied, as NIST SP 800-63B advises. Keyboards and operating systems write the same characters composed or
     * decomposed, in full or half width; the OpaqueString profile of PRECIS (RFC 8265) would keep the widths apart.
     * Case is kept.
     */
    public static String normalized(String password) {
        StringBuilder spaced = new StringBuilder(password.length());
        password.codePoints()
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(spaced::appendCodePoint);
        return Normalizer.normalize(spaced, Normalizer.Form.NFKC);
    }

    /**
     * Returns the password unchanged if it may be chosen.
     *
     * @param field the field that a refusal names
     * @throws DomainException {@code INVALID_PARAMETER} for a password that is too short, too long or not well-formed
     *     Unicode
     */
    public static String requireChoosable(String field, String password) {
        if (!isChoosable(password)) {
            throw DomainException.invalid(field, Reason.LENGTH, MIN_LENGTH, MAX_LENGTH);
        }
        return password;
    }

    public static boolean isChoosable(String password) {
        return Texts.hasLength(password, 1, MAX_INPUT)
                && Texts.isWellFormed(password)
                && Texts.hasLength(normalized(password), MIN_LENGTH, MAX_LENGTH);
    }
}
