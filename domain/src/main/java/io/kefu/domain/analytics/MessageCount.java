package io.kefu.domain.analytics;

import io.kefu.domain.message.MessageType;
import java.time.Duration;
import java.time.Instant;

/**
 * The number of messages of one type that were written in one quarter-hour. The offsets of all time zones are multiples of
 * a quarter-hour, so the days and hours of any zone are sums of these counts.
 *
 * @param from the beginning of the quarter-hour
 */
public record MessageCount(Instant from, MessageType type, long count) {
    /** The length of a quarter-hour. */
    public static final Duration QUARTER = Duration.ofMinutes(15);

    /** The beginning of the quarter-hour that contains the time. */
    public static Instant quarterOf(Instant time) {
        long seconds = QUARTER.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
    }
}
