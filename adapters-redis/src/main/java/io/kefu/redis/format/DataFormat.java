package io.kefu.redis.format;

import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version of the format of the data. A node refuses data of a newer version, because it would misread them. It brings older
 * data up to date when it starts; of several nodes that start at the same time, one does it and the others wait.
 *
 * <p>To change the format: add a {@link Migration} to the list, describe it in {@code docs/backup.md}, and test it with data of
 * the former version. The number of migrations determines {@link #CURRENT}.
 */
public final class DataFormat {
    /** The migration at index 0 leads from version 1 to version 2. */
    private static final List<Migration> MIGRATIONS = List.of(new AddStaffIds());

    /** The version that this program writes. Data without a version have version 1. */
    public static final int CURRENT = MIGRATIONS.size() + 1;

    private static final Logger LOG = LoggerFactory.getLogger(DataFormat.class);
    private static final int FIRST = 1;
    /** A node that died during a migration holds the lock for this time at most. */
    private static final Duration LOCK = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Redis redis;
    private final LuaScript finishMigration;

    public DataFormat(Redis redis) {
        this.redis = redis;
        this.finishMigration = LuaScript.of(redis, "finish_migration", ScriptOutputType.INTEGER);
    }

    /**
     * Brings the data up to date. Empty data get the current version. Blocks until this node or another one has finished all
     * migrations.
     *
     * @throws UnusableDataException if the data have a newer version
     */
    public void bringUpToDate() {
        String holder = UUID.randomUUID().toString();
        while (version() < CURRENT) {
            if (lock(holder)) {
                migrate(version(), holder);
            } else {
                pause();
            }
        }
    }

    private int version() {
        @Nullable String stored = redis.await(redis.commands().get(GlobalKeys.FORMAT));
        if (stored == null && redis.await(redis.commands().exists(GlobalKeys.DATA, GlobalKeys.PARTITIONS)) == 0) {
            // The Redis is new. If another node starts at the same time, one of them sets the version.
            redis.await(redis.commands().setnx(GlobalKeys.FORMAT, Integer.toString(CURRENT)));
            stored = redis.await(redis.commands().get(GlobalKeys.FORMAT));
        }
        int version = stored == null ? FIRST : Integer.parseInt(stored);
        requireKnown(version, "The data in Redis have");
        return version;
    }

    /**
     * Refuses a version that this program does not know.
     *
     * @param subject the beginning of the sentence that refuses it
     * @throws UnusableDataException if the version is newer than {@link #CURRENT}
     */
    public static void requireKnown(int version, String subject) {
        if (version > CURRENT) {
            throw new UnusableDataException(
                    subject + " the format " + version + ", but this version of kefu knows formats up to " + CURRENT
                            + ": start the version of kefu that wrote them, or a newer one");
        }
    }

    private boolean lock(String holder) {
        String answer = redis.await(redis.commands()
                .set(GlobalKeys.MIGRATION, holder, SetArgs.Builder.nx().px(LOCK.toMillis())));
        return answer != null;
    }

    /** Runs the next migration. A second node that takes over an expired lock repeats it, which is harmless. */
    private void migrate(int from, String holder) {
        if (from < CURRENT) {
            LOG.info("Bringing the data from format {} to {}", from, from + 1);
            MIGRATIONS.get(from - FIRST).run(redis);
        }
        redis.await(finishMigration.<Long>run(
                List.of(GlobalKeys.FORMAT, GlobalKeys.MIGRATION),
                holder,
                Integer.toString(Math.min(from + 1, CURRENT))));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnusableDataException("interrupted while another node brings the data up to date");
        }
    }
}
