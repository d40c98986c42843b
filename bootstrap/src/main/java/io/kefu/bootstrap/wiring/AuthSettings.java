package io.kefu.bootstrap.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How logins hold.
 *
 * @param kefuToken how long a kefu's or admin's token holds after its last use
 * @param customerToken the same of a customer's
 * @param parallelHashes how many passwords are hashed at a time; each takes 19 MiB and a core
 * @param hashWait how long a login waits for its turn before it is told to come back
 */
@ConfigurationProperties("kefu.auth")
public record AuthSettings(
        @Bindable(defaultValue = "24h") Duration kefuToken,
        @Bindable(defaultValue = "30d") Duration customerToken,
        @Bindable(defaultValue = "2") int parallelHashes,
        @Bindable(defaultValue = "5s") Duration hashWait) {}
