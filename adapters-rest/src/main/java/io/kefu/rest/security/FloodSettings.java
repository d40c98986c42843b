package io.kefu.rest.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;

/**
 * The limits for the traffic of one caller on a node.
 *
 * @param enabled false turns all these limits off, for measurements
 * @param requestsPerMinuteOfUser requests of one user, over all of the user's logins
 * @param requestsPerMinuteOfAddress requests without a login from one address
 */
@ConfigurationProperties("kefu.limits")
record FloodSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "600") @Min(1) int requestsPerMinuteOfUser,
        @Bindable(defaultValue = "300") @Min(1) int requestsPerMinuteOfAddress) {}
