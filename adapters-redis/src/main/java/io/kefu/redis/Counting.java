package io.kefu.redis;

import io.kefu.domain.analytics.MessageCount;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How what happens is counted.
 *
 * @param zone the house's, whose days the reports have; another one takes effect from then on
 * @param keptFor how long a day's counts are kept
 */
public record Counting(ZoneId zone, Duration keptFor) {
    /** What holds where nothing is said. */
    public static final Counting USUAL = new Counting(ZoneId.of("Asia/Shanghai"), Duration.ofDays(400));

    /** The day of UTC in which a time lies, counted from 1970. */
    public static long day(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }

    /** The quarter-hour in which a time lies, counted from the beginning of its day of UTC. */
    public static long quarter(Instant time) {
        long seconds = time.getEpochSecond() - day(time) * Duration.ofDays(1).toSeconds();
        return seconds / MessageCount.QUARTER.toSeconds();
    }

    /** The day of the house's zone in which a time lies, counted from 1970. */
    public long houseDay(Instant time) {
        return time.atZone(zone).toLocalDate().toEpochDay();
    }

    /** How long a day's counts are kept, in milliseconds. */
    public String keptForMillis() {
        return Long.toString(keptFor.toMillis());
    }
}
