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
 * @param trustedProxies the addresses or networks (CIDR) whose {@code X-Forwarded-For} or {@code Forwarded} is
 *     believed; none by default
 * @param bodyTime how long a call's body may take to come in, but for a file's; at most half of the time for which an erased
 *     user's id rests
 */
@ConfigurationProperties("kefu.http")
public record HttpSettings(
        @Nullable List<String> trustedProxies,
        @Bindable(defaultValue = "20s") Duration bodyTime) {
    public HttpSettings {
        if (!bodyTime.isPositive() || bodyTime.compareTo(UserStore.REST.dividedBy(2)) > 0) {
            throw new IllegalArgumentException("KEFU_HTTP_BODY_TIME: expected more than nothing and at most 30s");
        }
    }
}
