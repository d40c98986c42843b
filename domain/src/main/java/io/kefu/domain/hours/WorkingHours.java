package io.kefu.domain.hours;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.Metadata;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The times at which the service is open. Only the wall clock of the zone counts: the service is open whenever the clock shows a
 * time in an interval. An interval that contains an hour which the clock shows twice is therefore one hour longer on that day, and
 * one that contains a skipped hour is one hour shorter. An interval belongs to the day on which it begins, also if it ends on the
 * next day; a holiday replaces the intervals that begin on its date.
 *
 * @param weekly the intervals by the day of the week; a day without intervals is closed
 * @param holidays at most {@value #MAX_HOLIDAYS}, each with another date
 * @param closedMessage the text that a customer gets who waits outside the hours; null for none
 */
public record WorkingHours(
        ZoneId zone,
        Map<DayOfWeek, List<Interval>> weekly,
        List<Holiday> holidays,
        @Nullable String closedMessage) {
    /** The metadata of the entry with the closed message, by which clients recognise it. */
    public static final Metadata CLOSED_METADATA = new Metadata("{\"event\":\"service_closed\"}");

    public static final int MAX_INTERVALS = 24;
    public static final int MAX_HOLIDAYS = 400;
    public static final int MAX_MESSAGE = 1_000;

    /** Always open. */
    public static final WorkingHours ALWAYS = new WorkingHours(
            ZoneId.of("UTC"),
            Stream.of(DayOfWeek.values())
                    .collect(Collectors.toMap(
                            Function.identity(), day -> List.of(new Interval(0, Interval.MINUTES_OF_DAY)))),
            List.of(),
            null);

    /** Two weeks: in one of two weeks, no local time is skipped because the clock is set. */
    private static final int DAYS_AHEAD = 14;

    public WorkingHours {
        weekly = weekly.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, day -> List.copyOf(day.getValue())));
        holidays = List.copyOf(holidays);
        boolean isTooLong = Stream.concat(
                        weekly.values().stream(), holidays.stream().map(Holiday::intervals))
                .anyMatch(intervals -> intervals.size() > MAX_INTERVALS);
        if (isTooLong) {
            throw DomainException.invalid("intervals", Reason.LENGTH, 0, MAX_INTERVALS);
        }
        if (holidays.size() > MAX_HOLIDAYS) {
            throw DomainException.invalid("holidays", Reason.LENGTH, 0, MAX_HOLIDAYS);
        }
        if (holidays.stream().map(Holiday::date).distinct().count() < holidays.size()) {
            throw DomainException.invalid("holidays", Reason.NOT_TOGETHER);
        }
        if (closedMessage != null) {
            Texts.requireLines("closed_message", closedMessage, MAX_MESSAGE);
        }
    }

    /** Whether the service is open at a time. */
    public boolean isOpen(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        int minute = local.get(ChronoField.MINUTE_OF_DAY);
        LocalDate day = local.toLocalDate();
        for (Interval interval : intervals(day)) {
            if (interval.containsOnFirstDay(minute)) {
                return true;
            }
        }
        for (Interval interval : intervals(day.minusDays(1))) {
            if (interval.containsOnNextDay(minute)) {
                return true;
            }
        }
        return false;
    }

    private List<Interval> intervals(LocalDate day) {
        for (Holiday holiday : holidays) {
            if (holiday.date().equals(day)) {
                return holiday.intervals();
            }
        }
        return weekly.getOrDefault(day.getDayOfWeek(), List.of());
    }

    /**
     * The first time after a time at which the service opens or closes; empty if it never does. Takes a few microseconds if that
     * is within days.
     */
    public Optional<Instant> nextChange(Instant time) {
        boolean isOpen = isOpen(time);
        LocalDate today = LocalDate.ofInstant(time, zone);
        // Within two weeks after the last day with intervals of its own, everything that happens every week happens.
        TreeSet<LocalDate> days = Stream.concat(
                        Stream.of(today), holidays.stream().map(Holiday::date))
                .filter(day -> !day.isBefore(today.minusDays(DAYS_AHEAD)))
                .flatMap(day -> day.minusDays(1).datesUntil(day.plusDays(DAYS_AHEAD + 2)))
                .collect(Collectors.toCollection(TreeSet::new));
        for (LocalDate day : days) {
            Optional<Instant> found = firstChange(candidates(day), time, isOpen);
            if (found.isPresent()) {
                // A clock that is set back after midnight shows times of the next day before times of this day.
                return firstChange(Stream.concat(found.stream(), candidates(day.plusDays(1))), time, isOpen);
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> firstChange(Stream<Instant> candidates, Instant after, boolean isOpen) {
        return candidates
                .filter(instant -> instant.isAfter(after) && isOpen(instant) != isOpen)
                .min(Comparator.naturalOrder());
    }

    /** All times on a day at which the state can change. */
    private Stream<Instant> candidates(LocalDate day) {
        ZoneRules rules = zone.getRules();
        Stream<Integer> minutes = Stream.concat(
                intervals(day).stream().flatMap(interval -> Stream.of(interval.from(), interval.to())),
                intervals(day.minusDays(1)).stream()
                        .filter(Interval::endsNextDay)
                        .map(Interval::to));
        Stream<Instant> shown = Stream.concat(Stream.of(0), minutes)
                .map(minute -> at(day, minute))
                .flatMap(local -> rules.getValidOffsets(local).stream().map(local::toInstant));
        // The clock may also enter or leave an interval by being set.
        Stream<Instant> set = Stream.ofNullable(
                        rules.nextTransition(day.atStartOfDay().toInstant(ZoneOffset.MAX)))
                .filter(transition ->
                        transition.getDateTimeBefore().toLocalDate().equals(day)
                                || transition.getDateTimeAfter().toLocalDate().equals(day))
                .map(ZoneOffsetTransition::getInstant);
        return Stream.concat(shown, set);
    }

    private static LocalDateTime at(LocalDate day, int minute) {
        return minute == Interval.MINUTES_OF_DAY
                ? day.plusDays(1).atStartOfDay()
                : LocalDateTime.of(day, LocalTime.ofSecondOfDay(minute * 60L));
    }

    /** How much of the time between two times was within the hours. */
    public Duration openBetween(Instant from, Instant until) {
        Duration open = Duration.ZERO;
        Instant at = from;
        while (at.isBefore(until)) {
            Instant next =
                    nextChange(at).filter(change -> change.isBefore(until)).orElse(until);
            if (isOpen(at)) {
                open = open.plus(Duration.between(at, next));
            }
            at = next;
        }
        return open;
    }

    /** The wait of a customer between two times. */
    public Wait wait(Instant from, Instant until) {
        Duration open = openBetween(from, until);
        boolean isWithin = isOpen(from) || !open.isZero();
        return new Wait(isWithin, isWithin ? open : Duration.between(from, until));
    }

    /**
     * The wait of a customer.
     *
     * @param isWithinHours whether the wait began within the hours, or some of it was within them
     * @param duration the part of the wait that was within the hours, or the whole wait if it was outside
     */
    public record Wait(boolean isWithinHours, Duration duration) {}
}
