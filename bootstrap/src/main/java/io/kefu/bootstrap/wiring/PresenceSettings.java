package io.kefu.bootstrap.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long people count as online.
 *
 * @param lease how long after the last sign of life
 * @param grace how long somebody may be gone, as for the reload of a page, without anybody being told
 */
@ConfigurationProperties("kefu.presence")
public record PresenceSettings(
        @Bindable(defaultValue = "45s") Duration lease,
        @Bindable(defaultValue = "5s") Duration grace) {}
