package io.kefu.application.page;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.time.Instant;

/**
 * The times of the items that a list is limited to.
 *
 * @param from the earliest time, from 1970
 * @param to the time before which all items are, until the year 9999
 */
public record TimeRange(Instant from, Instant to) {
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

    /** All times. */
    public static final TimeRange ALL = new TimeRange(Instant.EPOCH, END);

    public TimeRange {
        if (from.isBefore(Instant.EPOCH) || from.isAfter(END)) {
            throw DomainException.invalid("from", Reason.MALFORMED);
        }
        if (to.isBefore(from) || to.isAfter(END)) {
            throw DomainException.invalid("to", Reason.MALFORMED);
        }
    }

    /** Whether the range has this time. */
    public boolean contains(Instant time) {
        return !time.isBefore(from) && time.isBefore(to);
    }
}
