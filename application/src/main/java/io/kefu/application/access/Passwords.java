package io.kefu.application.access;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import java.text.Normalizer;

/**
 * What a new password must be like: {@value #MIN_LENGTH} to {@value #MAX_LENGTH} characters, and nothing else, as NIST SP
 * 800-63B advises. The length counts code points of the {@linkplain #normalized normalized} password.
 */
public final class Passwords {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 128;

    /** The longest text that is normalized at all, in code points: a character may be written with several of them. */
    public static final int MAX_INPUT = 4 * MAX_LENGTH;

    private Passwords() {}

    /**
     * The form of a password that is hashed: NFKC, as NIST SP 800-63B advises, after all space separators became ordinary
     * spaces. Keyboards and operating systems write the same characters composed or decomposed, in full or half width;
     * the OpaqueString profile of PRECIS (RFC 8265) would keep the widths apart. Case is kept.
     */
    public static String normalized(String password) {
        StringBuilder spaced = new StringBuilder(password.length());
        password.codePoints()
                .map(c -> Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c)
                .forEach(spaced::appendCodePoint);
        return Normalizer.normalize(spaced, Normalizer.Form.NFKC);
    }

    /**
     * The password as it was given, if it is one that may be chosen.
     *
     * @param field the field that a refusal names
     * @throws DomainException {@code INVALID_PARAMETER} for one that is too short, too long or not well-formed Unicode
     */
    public static String requireChoosable(String field, String password) {
        if (!isChoosable(password)) {
            throw DomainException.invalid(field, Reason.LENGTH, MIN_LENGTH, MAX_LENGTH);
        }
        return password;
    }

    /** Whether a password may be chosen. */
    public static boolean isChoosable(String password) {
        return Texts.hasLength(password, 1, MAX_INPUT)
                && Texts.isWellFormed(password)
                && Texts.hasLength(normalized(password), MIN_LENGTH, MAX_LENGTH);
    }
}
