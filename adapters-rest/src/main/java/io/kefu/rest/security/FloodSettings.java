package io.kefu.rest.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;

/**
 * How much of one caller's traffic a node takes.
 *
 * @param enabled false lets everything pass, for measurements
 * @param requestsPerMinuteOfUser from one user, over all of the user's logins
 * @param requestsPerMinuteOfAddress from one address, of callers who are not logged in
 * @param idleConnectionsOfAddress connections of one address that carry no request and no socket; those of trusted proxies are
 *     not counted for an address
 * @param idleConnections such connections of all addresses together
 */
@ConfigurationProperties("kefu.limits")
public record FloodSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "600") @Min(1) int requestsPerMinuteOfUser,
        @Bindable(defaultValue = "300") @Min(1) int requestsPerMinuteOfAddress,
        @Bindable(defaultValue = "200") @Min(1) int idleConnectionsOfAddress,
        @Bindable(defaultValue = "5000") @Min(1) int idleConnections) {}
