package io.kefu.redis.client;

import io.kefu.redis.Redis;
import io.kefu.redis.backup.RestoreMark;
import io.kefu.redis.format.DataFormat;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The command that this process runs, which determines how it prepares the data in Redis.
 *
 * @param command {@code backup} or {@code restore}; empty for the service and for all other commands
 */
@ConfigurationProperties("kefu")
record StartMode(@Bindable(defaultValue = "") String command) {
    private static final String RESTORE = "restore";

    /**
     * Brings the data up to date, before anything else is read. The command {@value #RESTORE} reserves an empty Redis instead.
     *
     * @throws io.kefu.redis.format.UnusableDataException if the data must not be used
     */
    void prepare(Redis redis) {
        RestoreMark mark = new RestoreMark(redis);
        if (command.equals(RESTORE)) {
            mark.set();
            return;
        }
        new DataFormat(redis).bringUpToDate();
        mark.requireNone();
    }
}
