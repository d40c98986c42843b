package io.kefu.domain.analytics;

import java.time.Duration;

/**
 * How the customers were in a period.
 *
 * @param active how many were last seen in it
 * @param created how many of those were made in it
 * @param averageSession how long the sessions lasted on average that ended in it; none if none did
 */
public record UserFigures(long active, long created, Duration averageSession) {
    /** How many of the active ones had been there before. */
    public long returning() {
        return active - created;
    }

    /** A duration as people write it: {@code 40s}, {@code 15m}, {@code 1h05m}. */
    public static String text(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes == 0) {
            return duration.toSeconds() + "s";
        }
        return minutes < 60 ? minutes + "m" : "%dh%02dm".formatted(minutes / 60, minutes % 60);
    }
}
