package io.kefu.bootstrap.settings;

import io.kefu.application.archive.ArchiveConversations;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * When older messages move to the archive.
 *
 * @param after the age from which they move; zero for never
 * @param above the part of Redis' memory limit above which they move sooner; 1 or more for never
 */
@ConfigurationProperties("kefu.archive")
public record ArchiveSettings(
        @Bindable(defaultValue = "90d") Duration after,
        @Bindable(defaultValue = "0.8") double above) {

    public ArchiveConversations.Rules rules() {
        return new ArchiveConversations.Rules(after, above);
    }
}
