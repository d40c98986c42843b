package io.kefu.bootstrap.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What people may do with their messages.
 *
 * @param recallWithin for how long customers and kefu may take back what they wrote
 */
@ConfigurationProperties("kefu.messages")
public record MessageSettings(@Bindable(defaultValue = "2m") Duration recallWithin) {}
