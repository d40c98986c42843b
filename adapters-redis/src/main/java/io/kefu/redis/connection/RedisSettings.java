package io.kefu.redis.connection;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How kefu uses Redis.
 *
 * @param timeout how long a command may take before the caller is told to come back
 * @param partitions how many parts the conversations are spread over; the first start decides for good
 */
@ConfigurationProperties("kefu.redis")
public record RedisSettings(
        @Bindable(defaultValue = "2s") Duration timeout,
        @Bindable(defaultValue = "64") int partitions) {}
