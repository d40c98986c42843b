package io.kefu.domain.hours;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of the day in which the service is open. An interval whose end is not after its begin ends on the next day.
 *
 * @param from the first minute of the day, 0 to 1,439
 * @param to the minute at which it ends, 0 to 1,440
 */
public record Interval(int from, int to) {
    /** A time of the day, which may be {@code 24:00} as an end. */
    public static final String PATTERN = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00";

    private static final int MINUTES_OF_HOUR = 60;
    static final int MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;
    private static final Pattern TIME = Pattern.compile("([0-9]{2}):([0-9]{2})");

    public Interval {
        if (from < 0 || from >= MINUTES_OF_DAY || to < 0 || to > MINUTES_OF_DAY) {
            throw new IllegalArgumentException("No times of a day: " + from + ", " + to);
        }
    }

    /**
     * Reads an interval from its begin and end, such as {@code 09:00} and {@code 18:00}.
     *
     * @param field the field that a refusal names
     */
    public static Interval parse(String field, String from, String to) {
        if (!from.matches(PATTERN) || !to.matches(PATTERN) || minutes(from) == MINUTES_OF_DAY) {
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
        return new Interval(minutes(from), minutes(to));
    }

    private static int minutes(String time) {
        Matcher parts = TIME.matcher(time);
        if (!parts.matches()) {
            throw new IllegalArgumentException(time);
        }
        return Integer.parseInt(parts.group(1)) * MINUTES_OF_HOUR + Integer.parseInt(parts.group(2));
    }

    /** The begin as a time of the day. */
    public String fromText() {
        return text(from);
    }

    /** The end as a time of the day. */
    public String toText() {
        return text(to);
    }

    private static String text(int minutes) {
        return "%02d:%02d".formatted(minutes / MINUTES_OF_HOUR, minutes % MINUTES_OF_HOUR);
    }

    /** Whether the interval contains a minute of the day on which it begins. */
    boolean containsOnFirstDay(int minute) {
        return minute >= from && (endsNextDay() || minute < to);
    }

    /** Whether the interval contains a minute of the day after the day on which it begins. */
    boolean containsOnNextDay(int minute) {
        return endsNextDay() && minute < to;
    }

    boolean endsNextDay() {
        return to <= from;
    }
}
