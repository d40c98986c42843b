package io.kefu.redis;

import io.kefu.domain.analytics.MessageCount;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The settings for counts of messages and work.
 *
 * @param zone the time zone that determines the days of reports, unless a caller names one; a change affects only later
 *     counts
 * @param keptFor how long a day's counts are kept
 */
@ConfigurationProperties("kefu.analytics")
public record Counting(
        @Bindable(defaultValue = "Asia/Shanghai") ZoneId zone,
        @Bindable(defaultValue = "400d") Duration keptFor) {

    /** The UTC day that contains a time, in days since 1970-01-01. */
    public static long day(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }

    /** The quarter-hour that contains a time, counted from 0 at the beginning of its UTC day. */
    public static long quarter(Instant time) {
        long seconds = time.getEpochSecond() - day(time) * Duration.ofDays(1).toSeconds();
        return seconds / MessageCount.QUARTER.toSeconds();
    }

    /** The day of the configured zone that contains a time, in days since 1970-01-01. */
    public long zoneDay(Instant time) {
        return time.atZone(zone).toLocalDate().toEpochDay();
    }

    /** How long a day's counts are kept, in milliseconds, as an argument of a script. */
    public String keptForMillis() {
        return Long.toString(keptFor.toMillis());
    }
}
