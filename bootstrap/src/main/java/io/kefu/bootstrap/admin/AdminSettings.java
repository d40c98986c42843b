package io.kefu.bootstrap.admin;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * The first admin.
 *
 * @param id the admin's user id
 * @param password 8 to 128 characters; null to generate one and write it to a file
 */
@ConfigurationProperties("kefu.admin")
public record AdminSettings(
        @Bindable(defaultValue = "admin") String id,
        @Nullable String password) {}
