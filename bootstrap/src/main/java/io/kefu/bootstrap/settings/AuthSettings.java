package io.kefu.bootstrap.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Lifetimes of logins, and the cost of checking passwords.
 *
 * @param kefuToken how long the token of a kefu or admin is valid after its last use
 * @param customerToken how long the token of a customer is valid after its last use
 * @param parallelHashes how many passwords are hashed at the same time; each takes 19 MiB and one core
 * @param hashWait how long a login waits for a permit to hash before it is refused with {@code SERVICE_UNAVAILABLE}
 */
@ConfigurationProperties("kefu.auth")
public record AuthSettings(
        @Bindable(defaultValue = "24h") Duration kefuToken,
        @Bindable(defaultValue = "30d") Duration customerToken,
        @Bindable(defaultValue = "2") int parallelHashes,
        @Bindable(defaultValue = "5s") Duration hashWait) {}
