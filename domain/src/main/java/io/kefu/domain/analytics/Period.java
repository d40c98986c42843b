package io.kefu.domain.analytics;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time that ends now.
 *
 * @param days 1 to {@value #MAX_DAYS}, of 24 hours each
 */
public record Period(int days) {
    public static final int MAX_DAYS = 90;

    public Period {
        if (days < 1 || days > MAX_DAYS) {
            throw DomainException.invalid("period", Reason.RANGE, 1, MAX_DAYS);
        }
    }

    /** Reads {@code 7d}. */
    public static Period parse(String text) {
        if (!text.matches("[0-9]{1,6}d")) {
            throw DomainException.invalid("period", Reason.MALFORMED);
        }
        return new Period(Integer.parseInt(text.substring(0, text.length() - 1)));
    }

    /** When it began. */
    public Instant before(Instant now) {
        return now.minus(Duration.ofDays(days));
    }
}
