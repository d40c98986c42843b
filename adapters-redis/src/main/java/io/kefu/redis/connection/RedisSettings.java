package io.kefu.redis.connection;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How kefu uses Redis.
 *
 * @param timeout how long a command may take before the caller is told to come back
 * @param durability what has to be true before a message is acknowledged
 * @param partitions how many parts the conversations are spread over; the first start decides for good
 */
@ConfigurationProperties("kefu.redis")
public record RedisSettings(
        @Bindable(defaultValue = "2s") Duration timeout,
        @Bindable(defaultValue = "LOCAL") Level durability,
        @Bindable(defaultValue = "64") int partitions) {

    /** What has to be true of a message before it is acknowledged. */
    public enum Level {
        /** The server has it. */
        LOCAL,
        /** The server and a replica have it. */
        REPLICATED
    }
}
