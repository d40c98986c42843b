package io.kefu.redis;

import io.kefu.application.health.port.StoreHealth;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks Redis for something that is there; a cluster of which a part is missing answers a mere greeting all the same. */
public final class RedisHealth implements StoreHealth {
    private static final long PATIENCE_MILLIS = 500;

    private final Redis redis;

    public RedisHealth(Redis redis) {
        this.redis = redis;
    }

    @Override
    public boolean answers() {
        try {
            redis.commands()
                    .exists(RedisKeys.PARTITIONS)
                    .toCompletableFuture()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException silent) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
