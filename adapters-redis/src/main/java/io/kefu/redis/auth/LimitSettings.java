package io.kefu.redis.auth;

import io.kefu.application.access.port.RateLimits.Limit;
import io.kefu.redis.auth.BucketRateLimits.Rate;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Rate limits of logins, sign-ups and uploads.
 *
 * @param enabled false switches all these limits off, for measurements
 * @param loginsOfAccountFromAddress failed logins per account and address in 15 minutes
 * @param loginsOfAccount failed logins per account in 15 minutes, from addresses where it never logged in
 * @param loginsFromAddress failed logins per address and minute
 * @param signUpsFromAddress new users per address and minute
 * @param uploadsOfUser uploads per user and minute
 */
@ConfigurationProperties("kefu.limits")
public record LimitSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "5") int loginsOfAccountFromAddress,
        @Bindable(defaultValue = "30") int loginsOfAccount,
        @Bindable(defaultValue = "60") int loginsFromAddress,
        @Bindable(defaultValue = "30") int signUpsFromAddress,
        @Bindable(defaultValue = "60") int uploadsOfUser) {
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    Rate rate(Limit limit) {
        return switch (limit) {
            case LOGIN_OF_ACCOUNT_FROM_ADDRESS, PASSWORD_CHANGE -> new Rate(loginsOfAccountFromAddress, QUARTER);
            case LOGIN_OF_ACCOUNT -> new Rate(loginsOfAccount, QUARTER);
            case LOGIN_FROM_ADDRESS -> new Rate(loginsFromAddress, MINUTE);
            case SIGN_UP_FROM_ADDRESS -> new Rate(signUpsFromAddress, MINUTE);
            case UPLOAD_OF_USER -> new Rate(uploadsOfUser, MINUTE);
        };
    }
}
