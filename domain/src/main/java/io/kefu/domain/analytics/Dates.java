package io.kefu.domain.analytics;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * A range of calendar days, both ends included.
 *
 * @param last the last day; the range has at most {@value #MAX_DAYS} days
 */
public record Dates(LocalDate first, LocalDate last) {
    public static final int MAX_DAYS = 366;

    public Dates {
        if (last.isBefore(first) || count(first, last) > MAX_DAYS) {
            throw DomainException.invalid("end_date", Reason.INVALID);
        }
    }

    public long count() {
        return count(first, last);
    }

    public Stream<LocalDate> stream() {
        return first.datesUntil(last.plusDays(1));
    }

    /** The instant at which the first day begins in the zone. */
    public Instant from(ZoneId zone) {
        return first.atStartOfDay(zone).toInstant();
    }

    /** The instant at which the last day ends in the zone. */
    public Instant until(ZoneId zone) {
        return last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static long count(LocalDate first, LocalDate last) {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }
}
