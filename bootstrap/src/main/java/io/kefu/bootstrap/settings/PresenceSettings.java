package io.kefu.bootstrap.settings;

import io.kefu.application.presence.PresenceTimes;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long users count as online.
 *
 * @param lease how long after the last sign of life
 * @param grace how long a user may be offline, for example during the reload of a page, before others are notified
 */
@ConfigurationProperties("kefu.presence")
public record PresenceSettings(
        @Bindable(defaultValue = "45s") Duration lease,
        @Bindable(defaultValue = "5s") Duration grace) {

    public PresenceTimes times() {
        return new PresenceTimes(lease, grace);
    }
}
