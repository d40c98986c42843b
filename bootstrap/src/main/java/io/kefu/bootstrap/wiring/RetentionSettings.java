package io.kefu.bootstrap.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long data is kept.
 *
 * @param anonymousUsers for how long customers for whom nobody vouches may be silent before they are forgotten; zero keeps all
 */
@ConfigurationProperties("kefu.retention")
public record RetentionSettings(
        @Bindable(defaultValue = "365d") Duration anonymousUsers) {}
