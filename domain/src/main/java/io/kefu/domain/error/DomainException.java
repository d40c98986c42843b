package io.kefu.domain.error;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal: the caller broke a rule, or the service cannot do what was asked. It has no text for users; adapters create
 * one from the code and the violations, in the language of the caller. It has no stack trace, because refusals are
 * frequent and must be cheap during an attack.
 */
public final class DomainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<Violation> violations;
    private final @Nullable Duration retryAfter;

    private DomainException(ErrorCode code, List<Violation> violations, @Nullable Duration retryAfter) {
        super(code.name(), null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public static DomainException of(ErrorCode code) {
        return new DomainException(code, List.of(), null);
    }

    public static DomainException of(ErrorCode code, Violation violation) {
        return new DomainException(code, List.of(violation), null);
    }

    /** {@link ErrorCode#INVALID_PARAMETER} for one or more fields. */
    public static DomainException invalid(List<Violation> violations) {
        return new DomainException(ErrorCode.INVALID_PARAMETER, violations, null);
    }

    /** {@link ErrorCode#INVALID_PARAMETER} for one field. */
    public static DomainException invalid(String field, Violation.Reason reason) {
        return invalid(List.of(Violation.of(field, reason)));
    }

    /** {@link ErrorCode#INVALID_PARAMETER} for a field outside its bounds, both inclusive. */
    public static DomainException invalid(String field, Violation.Reason reason, long min, long max) {
        return invalid(List.of(Violation.of(field, reason, min, max)));
    }

    /** {@link ErrorCode#RATE_LIMITED}: the request may be repeated after this time. */
    public static DomainException rateLimited(Duration retryAfter) {
        return new DomainException(ErrorCode.RATE_LIMITED, List.of(), retryAfter);
    }

    /** {@link ErrorCode#SERVICE_UNAVAILABLE}: the request may be repeated after this time. */
    public static DomainException unavailable(Duration retryAfter) {
        return new DomainException(ErrorCode.SERVICE_UNAVAILABLE, List.of(), retryAfter);
    }

    public ErrorCode code() {
        return code;
    }

    /** The violations; empty for a refusal without details. */
    public List<Violation> violations() {
        return violations;
    }

    /** The time after which the request may be repeated; null if repeating does not help. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
