package io.kefu.redis.client;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The configuration of Redis.
 *
 * @param timeout how long a command may take before the call fails with {@code SERVICE_UNAVAILABLE}
 * @param durability the condition for the acknowledgement of a message
 * @param partitions the number of partitions; the first start on an empty Redis fixes it
 */
@ConfigurationProperties("kefu.redis")
public record RedisSettings(
        @Bindable(defaultValue = "2s") Duration timeout,
        @Bindable(defaultValue = "LOCAL") Level durability,
        @Bindable(defaultValue = "64") int partitions) {

    /** The condition for the acknowledgement of a message. */
    public enum Level {
        /** The server has the message. */
        LOCAL,
        /** The server and a replica have the message. */
        REPLICATED
    }
}
