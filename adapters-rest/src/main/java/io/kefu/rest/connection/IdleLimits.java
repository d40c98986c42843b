package io.kefu.rest.connection;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;

/**
 * The limits for idle connections, which carry no request and no socket.
 *
 * @param enabled false turns the limits off, for measurements
 * @param idleConnectionsOfAddress idle connections of one address; those of trusted proxies count for no address
 * @param idleConnections idle connections of all addresses together
 */
@ConfigurationProperties("kefu.limits")
record IdleLimits(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "200") @Min(1) int idleConnectionsOfAddress,
        @Bindable(defaultValue = "5000") @Min(1) int idleConnections) {}
