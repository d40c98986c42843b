package io.kefu.bootstrap.settings;

import io.kefu.application.message.RecallMessage;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Limits of messages.
 *
 * @param recallWithin how long after sending customers and kefu may recall their own messages
 */
@ConfigurationProperties("kefu.messages")
public record MessageSettings(@Bindable(defaultValue = "2m") Duration recallWithin) {

    public RecallMessage.Rules recallRules() {
        return new RecallMessage.Rules(recallWithin);
    }
}
