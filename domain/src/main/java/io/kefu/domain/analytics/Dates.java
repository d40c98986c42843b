package io.kefu.domain.analytics;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * A stretch of calendar days.
 *
 * @param last included; at most {@value #MAX_DAYS} days in all
 */
public record Dates(LocalDate first, LocalDate last) {
    public static final int MAX_DAYS = 366;

    public Dates {
        if (last.isBefore(first)) {
            throw DomainException.invalid("end_date", Reason.INVALID);
        }
        if (count(first, last) > MAX_DAYS) {
            throw DomainException.invalid("end_date", Reason.INVALID);
        }
    }

    /** How many days there are. */
    public long count() {
        return count(first, last);
    }

    /** Each day, the first one first. */
    public Stream<LocalDate> stream() {
        return first.datesUntil(last.plusDays(1));
    }

    /** When the first day begins in a zone. */
    public Instant from(ZoneId zone) {
        return first.atStartOfDay(zone).toInstant();
    }

    /** When the last day is over in a zone. */
    public Instant until(ZoneId zone) {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static long count(LocalDate first, LocalDate last) {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }
}
