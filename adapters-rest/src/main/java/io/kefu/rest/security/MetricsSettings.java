package io.kefu.rest.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/**
 * Who may read the metrics.
 *
 * @param token what {@code /prometheus} must be shown as a bearer token; null opens it to everybody
 */
@ConfigurationProperties("metrics")
public record MetricsSettings(@Nullable String token) {
    /** Never the token: what is printed may end up in a log. */
    @Override
    public String toString() {
        return "MetricsSettings[" + (token == null ? "open" : "with a token") + "]";
    }
}
