package io.kefu.application.access;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;

/** What a new password must be like: 8 to 128 characters, and nothing else, as NIST SP 800-63B advises. */
public final class Passwords {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 128;

    private Passwords() {}

    /** The password, if it is one that may be chosen; a refusal names the field. */
    public static String requireChoosable(String field, String password) {
        if (password.length() < MIN_LENGTH || password.length() > MAX_LENGTH) {
            throw DomainException.invalid(field, Reason.LENGTH, MIN_LENGTH, MAX_LENGTH);
        }
        return password;
    }
}
