package io.kefu.rest.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/**
 * Access to the metrics.
 *
 * @param token the bearer token that {@code /prometheus} requires; null makes the metrics public
 */
@ConfigurationProperties("metrics")
public record MetricsSettings(@Nullable String token) {
    /** Omits the token, because the text may be logged. */
    @Override
    public String toString() {
        return "MetricsSettings[" + (token == null ? "open" : "with a token") + "]";
    }
}
