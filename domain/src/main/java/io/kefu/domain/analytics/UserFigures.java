package io.kefu.domain.analytics;

import java.time.Duration;

/**
 * The figures of customers in a period.
 *
 * @param active the number of customers who were last active in the period
 * @param created the number of those who were also created in it
 * @param averageSession the average length of the sessions that ended in it; zero if none ended
 */
public record UserFigures(long active, long created, Duration averageSession) {
    /** The number of active customers who were created before the period. */
    public long returning() {
        return active - created;
    }

    /** Formats a duration for people: {@code 40s}, {@code 15m}, {@code 1h05m}. */
    public static String text(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes == 0) {
            return duration.toSeconds() + "s";
        }
        return minutes < 60 ? minutes + "m" : "%dh%02dm".formatted(minutes / 60, minutes % 60);
    }
}
