package io.kefu.redis.backup;

import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.format.UnusableDataException;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.util.Set;

/**
 * Reserves an empty Redis for a restore. Nodes refuse to start while the mark exists, so that they do not serve a part of the
 * data. A restore that was killed leaves the mark.
 */
public final class RestoreMark {
    private static final String RUNNING = "running";
    /** The mark itself, and a key that the test of the connection before has left for a second. */
    private static final Set<String> IGNORED = Set.of(GlobalKeys.RESTORE, GlobalKeys.PROBE);

    private static final ScanArgs PAGE = ScanArgs.Builder.limit(1_000);

    private final Redis redis;

    public RestoreMark(Redis redis) {
        this.redis = redis;
    }

    /**
     * Sets the mark. Of two calls for one Redis, one fails. The mark is set before the keys are searched, and nodes that start
     * write before they look for the mark. Therefore no node can start on this Redis unnoticed.
     *
     * @throws UnusableDataException if Redis has any data, or another restore has begun
     */
    public void set() {
        if (!redis.await(redis.commands().setnx(GlobalKeys.RESTORE, RUNNING))) {
            throw new UnusableDataException(
                    "restore: another restore into this Redis runs or was interrupted: if none runs, empty the Redis with FLUSHALL");
        }
        if (!isEmpty()) {
            remove();
            throw new UnusableDataException("restore: this Redis is not empty: restore into an empty one");
        }
    }

    /**
     * Requires that there is no mark.
     *
     * @throws UnusableDataException if a restore runs or was interrupted
     */
    public void requireNone() {
        if (redis.await(redis.commands().exists(GlobalKeys.RESTORE)) > 0) {
            throw new UnusableDataException(
                    "A restore into this Redis runs or was interrupted: wait for its end, or empty"
                            + " the Redis with FLUSHALL and restore again");
        }
    }

    /** Removes the mark, after which nodes can start. */
    public void remove() {
        redis.await(redis.commands().del(GlobalKeys.RESTORE));
    }

    private boolean isEmpty() {
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            KeyScanCursor<String> page = redis.await(redis.commands().scan(cursor, PAGE));
            if (!IGNORED.containsAll(page.getKeys())) {
                return false;
            }
            cursor = page;
        } while (!cursor.isFinished());
        return true;
    }
}
