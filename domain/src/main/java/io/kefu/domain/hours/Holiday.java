package io.kefu.domain.hours;

import java.time.LocalDate;
import java.util.List;

/**
 * A day with other intervals than the same day of other weeks.
 *
 * @param intervals the intervals that begin on this day; empty if the service stays closed
 */
public record Holiday(LocalDate date, List<Interval> intervals) {
    public Holiday {
        intervals = List.copyOf(intervals);
    }
}
