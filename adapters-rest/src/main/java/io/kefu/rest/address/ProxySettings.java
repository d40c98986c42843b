package io.kefu.rest.address;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reverse proxies in front of the service.
 *
 * @param trustedProxies the addresses or networks (CIDR) whose {@code Forwarded} and {@code X-Forwarded-*} headers are
 *     trusted; none by default
 */
@ConfigurationProperties("kefu.http")
public record ProxySettings(@Nullable List<String> trustedProxies) {}
