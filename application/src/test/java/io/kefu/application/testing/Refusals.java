package io.kefu.application.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects refusals. */
public final class Refusals {
    private Refusals() {}

    /** Asserts that the call is refused for this reason, and returns the refusal. */
    public static DomainException assertRefused(ErrorCode code, ThrowingCallable call) {
        DomainException[] refusal = new DomainException[1];
        assertThatExceptionOfType(DomainException.class)
                .isThrownBy(call)
                .satisfies(thrown -> refusal[0] = thrown)
                .returns(code, DomainException::code);
        return refusal[0];
    }
}
