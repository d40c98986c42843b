package io.kefu.domain.analytics;

import io.kefu.domain.message.MessageType;
import java.time.Duration;
import java.time.Instant;

/**
 * How many messages of a type were written in a quarter-hour. The clocks of all zones differ by whole quarter-hours, so
 * these make up the days and hours of any of them.
 *
 * @param from when the quarter-hour began
 */
public record MessageCount(Instant from, MessageType type, long count) {
    /** How long one lasts. */
    public static final Duration QUARTER = Duration.ofMinutes(15);

    /** The beginning of the quarter-hour in which a time lies. */
    public static Instant quarterOf(Instant time) {
        long seconds = QUARTER.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }
}
