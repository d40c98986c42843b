package io.kefu.bootstrap.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * How a site's backend vouches for its customers.
 *
 * @param secret what it signs with, at least 32 bytes; null where no site does
 * @param required whether customers may come in no other way
 */
@ConfigurationProperties("kefu.identity")
public record IdentitySettings(
        @Nullable String secret,
        @Bindable(defaultValue = "false") boolean required) {}
