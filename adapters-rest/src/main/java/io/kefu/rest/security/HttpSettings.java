package io.kefu.rest.security;

import io.kefu.application.user.port.UserStore;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the service stands in its network.
 *
 * @param trustedProxies the addresses or networks (CIDR) whose {@code Forwarded} and {@code X-Forwarded-*}
 *     headers are believed; none by default
 * @param bodyTime how long a call's body may take to come in, but for a file's; at most half of the time for which an erased
 *     user's id rests
 * @param headTime how long the head of a request may take to come in, from the accept of the connection or from the
 *     head's first byte
 * @param idleTime how long a connection may be idle between two requests
 */
@ConfigurationProperties("kefu.http")
public record HttpSettings(
        @Nullable List<String> trustedProxies,
        @Bindable(defaultValue = "20s") Duration bodyTime,
        @Bindable(defaultValue = "10s") Duration headTime,
        @Bindable(defaultValue = "75s") Duration idleTime) {
    public HttpSettings {
        requirePositive("KEFU_HTTP_HEAD_TIME", headTime);
        requirePositive("KEFU_HTTP_IDLE_TIME", idleTime);
        if (!bodyTime.isPositive() || bodyTime.compareTo(UserStore.REST.dividedBy(2)) > 0) {
            throw new IllegalArgumentException("KEFU_HTTP_BODY_TIME: expected more than nothing and at most 30s");
        }
    }

    private static void requirePositive(String name, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException(name + ": expected more than nothing");
        }
    }
}
