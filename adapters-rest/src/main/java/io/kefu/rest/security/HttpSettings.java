package io.kefu.rest.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the service stands in its network.
 *
 * @param trustedProxies the addresses or networks (CIDR) whose {@code X-Forwarded-For} is believed; none by default
 */
@ConfigurationProperties("kefu.http")
public record HttpSettings(@Nullable List<String> trustedProxies) {}
