package io.kefu.rest.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the service stands in its network.
 *
 * @param trustedProxies the addresses or networks (CIDR) whose {@code X-Forwarded-For} is believed; none by default
 * @param bodyTime how long a call's body may take to come in, but for a file's
 */
@ConfigurationProperties("kefu.http")
public record HttpSettings(
        @Nullable List<String> trustedProxies,
        @Bindable(defaultValue = "20s") Duration bodyTime) {}
