package io.kefu.redis.backup;

import io.kefu.redis.Fields.History;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.lettuce.core.KeyValue;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which data Redis holds. Two reads are equal if Redis has not lost or replaced its data in between, and has not restarted or
 * failed over in a way that may lose its newest data.
 *
 * @param id the id of the data; null if Redis has none
 * @param partitions the id of the data and the mark of the last loss of each partition
 */
record DataMarks(@Nullable String id, List<List<KeyValue<String, String>>> partitions) {
    /** Blocks. */
    static DataMarks read(Redis redis) {
        return new DataMarks(
                redis.await(redis.commands().get(GlobalKeys.DATA)),
                redis.awaitAll(IntStream.range(0, redis.keys().partitions())
                        .mapToObj(redis.keys()::history)
                        .map(history -> redis.commands().hmget(history, History.LAST_LOSS, History.DATA))));
    }

    /** The highest mark of a loss, or 0 if there is none. */
    long lastLoss() {
        return partitions.stream()
                .mapToLong(fields -> Long.parseLong(fields.getFirst().getValueOrElse("0")))
                .max()
                .orElse(0);
    }
}
