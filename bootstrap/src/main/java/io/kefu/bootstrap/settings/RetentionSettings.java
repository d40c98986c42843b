package io.kefu.bootstrap.settings;

import io.kefu.application.account.EraseInactiveCustomers;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long data is kept.
 *
 * @param anonymousUsers how long after they were last seen anonymous customers are erased; zero keeps them for ever
 */
@ConfigurationProperties("kefu.retention")
public record RetentionSettings(
        @Bindable(defaultValue = "365d") Duration anonymousUsers) {

    public EraseInactiveCustomers.Rules inactivityRules() {
        return new EraseInactiveCustomers.Rules(anonymousUsers);
    }
}
