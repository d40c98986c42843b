package io.kefu.domain.analytics;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.time.Duration;
import java.time.Instant;

/**
 * A period that ends now.
 *
 * @param days its length in days of 24 hours, 1 to {@value #MAX_DAYS}
 */
public record Period(int days) {
    public static final int MAX_DAYS = 90;

    public Period {
        if (days < 1 || days > MAX_DAYS) {
            throw DomainException.invalid("period", Reason.RANGE, 1, MAX_DAYS);
        }
    }

    /** Parses a text such as {@code 7d}. */
    public static Period parse(String text) {
        if (!text.matches("[0-9]{1,6}d")) {
            throw DomainException.invalid("period", Reason.MALFORMED);
        }
        return new Period(Integer.parseInt(text.substring(0, text.length() - 1)));
    }

    /** The beginning of the period that ends at {@code now}. */
    public Instant before(Instant now) {
        return now.minus(Duration.ofDays(days));
    }
}
