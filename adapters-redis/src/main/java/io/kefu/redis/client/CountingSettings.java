package io.kefu.redis.client;

import io.kefu.redis.Counting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.time.ZoneId;

/**
 * The configuration of statistics.
 *
 * @param zone the time zone of days in reports, unless a caller names one
 * @param keptFor how long statistics are kept
 */
@ConfigurationProperties("kefu.analytics")
public record CountingSettings(
        @Bindable(defaultValue = "Asia/Shanghai") ZoneId zone,
        @Bindable(defaultValue = "400d") Duration keptFor) {

    Counting asCounting() {
        return new Counting(zone, keptFor);
    }
}
