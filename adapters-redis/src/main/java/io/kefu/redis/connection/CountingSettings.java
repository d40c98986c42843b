package io.kefu.redis.connection;

import io.kefu.redis.Counting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How statistics are kept.
 *
 * @param zone whose days they have where a caller names none
 * @param keptFor how long they are kept
 */
@ConfigurationProperties("kefu.analytics")
public record CountingSettings(
        @Bindable(defaultValue = "Asia/Shanghai") ZoneId zone,
        @Bindable(defaultValue = "400d") Duration keptFor) {

    Counting asCounting() {
        return new Counting(zone, keptFor);
    }
}
