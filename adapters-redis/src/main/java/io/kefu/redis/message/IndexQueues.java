package io.kefu.redis.message;

import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.index.SessionChange;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The index queues of the partitions. A queue holds the messages that were appended in a partition and are not yet in the lists
 * and counts, and the changes of sessions that are not yet in the index of sessions.
 */
final class IndexQueues {
    /** A batch has up to three counts per entry. A Lua script cannot unpack more than 8,000 values. */
    private static final int BATCH = 1_000;

    private final Redis redis;
    private final RedisKeys keys;
    private final LuaScript trim;

    IndexQueues(Redis redis) {
        this.redis = redis;
        this.keys = redis.keys();
        this.trim = LuaScript.of(redis, "tally", "trim_index_queue", ScriptOutputType.INTEGER);
    }

    /**
     * The oldest entries of a partition's queue, oldest first.
     *
     * @param entryIds the ids of all entries
     */
    record Batch(int partition, List<String> entryIds, List<QueuedMessage> messages, List<SessionChange> sessions) {
        private static Batch of(int partition, List<StreamMessage<String, String>> entries) {
            return new Batch(
                    partition,
                    entries.stream().map(StreamMessage::getId).toList(),
                    entries.stream()
                            .filter(entry -> !SessionChange.isIn(entry))
                            .map(QueuedMessage::of)
                            .toList(),
                    entries.stream()
                            .filter(SessionChange::isIn)
                            .map(SessionChange::of)
                            .toList());
        }

        /** Whether the queue may have more entries. */
        boolean isFull() {
            return entryIds.size() == BATCH;
        }
    }

    /** Reads the oldest entries of a queue, oldest first. Takes one round trip. */
    CompletionStage<Batch> read(int partition) {
        return redis.commands()
                .xrange(keys.indexQueue(partition), Range.unbounded(), Limit.from(BATCH))
                .thenApply(entries -> Batch.of(partition, entries));
    }

    /**
     * Removes the entries of a batch and counts their messages, in one step. A message is therefore counted once, even if
     * several nodes index the same partition or a node dies meanwhile.
     *
     * @return false if another node has removed some of the entries since they were read; then nothing was changed
     */
    CompletionStage<Boolean> remove(Batch batch) {
        List<String> scriptKeys = new ArrayList<>(List.of(keys.indexQueue(batch.partition())));
        List<String> arguments = new ArrayList<>(List.of(
                batch.entryIds().getFirst(),
                batch.entryIds().getLast(),
                redis.counting().keptForMillis()));
        MessageCounts.of(batch.messages(), redis, batch.partition()).forEach((hash, counts) -> {
            for (Map.Entry<String, Long> count : counts.entrySet()) {
                scriptKeys.add(hash);
                arguments.addAll(List.of(count.getKey(), count.getValue().toString()));
            }
        });
        return trim.<Long>run(scriptKeys, arguments.toArray(String[]::new)).thenApply(removed -> removed == 1);
    }
}
