package io.kefu.bootstrap.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * Identity tokens, which a site's backend signs for verified customers.
 *
 * @param secret the key that identity tokens are signed with, at least 32 bytes; null if no site issues them
 * @param required whether a customer can log in or sign up only with an identity token
 */
@ConfigurationProperties("kefu.identity")
public record IdentitySettings(
        @Nullable String secret,
        @Bindable(defaultValue = "false") boolean required) {}
