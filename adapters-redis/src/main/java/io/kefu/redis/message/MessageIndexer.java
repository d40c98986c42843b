package io.kefu.redis.message;

import io.kefu.domain.user.UserId;
import io.kefu.redis.Fields.QueuedMessage;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XTrimArgs;
import io.lettuce.core.ZAddArgs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds messages from the index queues of the partitions to the lists of newest messages, and
 * publishes an event to both users of a pair. A step may be repeated, also by another node at the same time: an entry is
 * removed from its queue only after it was added to the lists, and adding an entry to a list again changes nothing.
 *
 * <p>The indexer works in rounds. A round handles all partitions in which messages were appended since the last round, with
 * three round trips for each thousand messages of a partition, and a fourth if there are messages of pairs. Between two
 * rounds there is a pause, so that under load a round handles more messages. Thread-safe.
 */
@Singleton
public final class MessageIndexer {
    private static final Logger LOG = LoggerFactory.getLogger(MessageIndexer.class);
    private static final int BATCH = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Redis redis;
    private final RedisKeys keys;
    private final BitSet dirty = new BitSet();
    private CompletableFuture<Void> current = new CompletableFuture<>();
    private CompletableFuture<Void> next = new CompletableFuture<>();
    private boolean running;

    /** Makes the indexer. Its first round handles all partitions, because another node may have died before it indexed messages. */
    public MessageIndexer(Redis redis) {
        this.redis = redis;
        this.keys = redis.keys();
        dirty.set(0, keys.partitions());
    }

    /** Handles all partitions, because another node may have died before it indexed messages. Does not block. */
    public void indexAll() {
        synchronized (dirty) {
            dirty.set(0, keys.partitions());
        }
        runIfIdle();
    }

    /** To be called after a message was appended in a partition. Does not block. */
    public void appended(int partition) {
        synchronized (dirty) {
            dirty.set(partition);
        }
        runIfIdle();
    }

    /** Completes when the lists have all messages that this node appended before this call. */
    public CompletionStage<Void> indexed() {
        CompletableFuture<Void> awaited;
        synchronized (dirty) {
            if (!running && dirty.isEmpty()) {
                return CompletableFuture.completedStage(null);
            }
            awaited = dirty.isEmpty() ? current : next;
        }
        runIfIdle();
        return awaited;
    }

    private void runIfIdle() {
        synchronized (dirty) {
            if (running) {
                return;
            }
            running = true;
        }
        round();
    }

    private void round() {
        BitSet partitions;
        synchronized (dirty) {
            partitions = (BitSet) dirty.clone();
            dirty.clear();
            current = next;
            next = new CompletableFuture<>();
        }
        CompletableFuture<Void> finished = current;
        index(partitions).whenComplete((unused, failure) -> {
            if (failure != null) {
                LOG.debug("Could not index the newest messages; the next round repeats it", failure);
            }
            boolean more;
            synchronized (dirty) {
                if (failure != null) {
                    dirty.or(partitions);
                }
                more = !dirty.isEmpty();
                running = more;
            }
            complete(finished, failure);
            if (more) {
                after(failure == null ? PAUSE : PAUSE_AFTER_FAILURE).execute(this::round);
            }
        });
    }

    private static Executor after(Duration pause) {
        return CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletionStage<Void> index(BitSet partitions) {
        List<CompletableFuture<List<StreamMessage<String, String>>>> queues = partitions.stream()
                .mapToObj(p -> redis.commands()
                        .xrange(keys.indexQueue(p), Range.unbounded(), Limit.from(BATCH))
                        .toCompletableFuture())
                .toList();
        return all(queues)
                .thenCompose(read -> addToLists(
                        queues.stream().flatMap(queue -> queue.join().stream()).toList()))
                .thenCompose(added -> trim(partitions, queues))
                .thenCompose(rest -> rest.isEmpty() ? CompletableFuture.completedStage(null) : index(rest));
    }

    private CompletionStage<Void> addToLists(List<StreamMessage<String, String>> entries) {
        Map<String, List<Object>> lists = new HashMap<>();
        Set<List<String>> pairs = new LinkedHashSet<>();
        for (StreamMessage<String, String> entry : entries) {
            List<Object> reference = scoreAndReference(entry.getBody());
            lists.computeIfAbsent(RedisKeys.NEWEST, list -> new ArrayList<>()).addAll(reference);
            for (String kefu : staff(entry.getBody())) {
                lists.computeIfAbsent(RedisKeys.newestOfKefu(kefu), list -> new ArrayList<>())
                        .addAll(reference);
            }
            if (entry.getBody().containsKey(QueuedMessage.PAIR)) {
                List<String> pair = staff(entry.getBody());
                pairs.add(pair);
                pairs.add(pair.reversed());
                Object time = reference.getFirst();
                Stream.of(pair, pair.reversed())
                        .forEach(both -> lists.computeIfAbsent(
                                        RedisKeys.partnersOf(both.getFirst()), list -> new ArrayList<>())
                                .addAll(List.of(time, both.getLast())));
            }
        }
        List<CompletableFuture<Long>> writes = new ArrayList<>();
        lists.forEach((list, references) -> {
            writes.add(redis.commands()
                    .zadd(list, ZAddArgs.Builder.gt(), references.toArray())
                    .toCompletableFuture());
            writes.add(redis.commands()
                    .zremrangebyrank(list, 0, -NewestLists.limit(list) - 1L)
                    .toCompletableFuture());
        });
        // The events are published after the lists were written, so that their receivers find the messages there.
        return all(writes)
                .thenCompose(added -> all(pairs.stream()
                        .map(pair -> redis.publish(keys.channel(new UserId(pair.getFirst())), "pair " + pair.getLast())
                                .toCompletableFuture())
                        .toList()));
    }

    private static List<Object> scoreAndReference(Map<String, String> entry) {
        return List.of(
                (double) Long.parseLong(field(entry, QueuedMessage.TIME)),
                NewestLists.reference(field(entry, QueuedMessage.CONVERSATION), field(entry, QueuedMessage.SEQ)));
    }

    private static List<String> staff(Map<String, String> entry) {
        String kefu = field(entry, QueuedMessage.STAFF);
        return kefu.isEmpty() ? List.of() : List.of(kefu.split(" ", -1));
    }

    private static String field(Map<String, String> entry, String name) {
        return Objects.requireNonNull(entry.get(name), name);
    }

    /** Removes the indexed entries from the queues, and returns the partitions whose queues may have more entries. */
    private CompletionStage<BitSet> trim(
            BitSet partitions, List<CompletableFuture<List<StreamMessage<String, String>>>> queues) {
        List<CompletableFuture<Long>> trims = new ArrayList<>();
        BitSet rest = new BitSet();
        int[] numbers = partitions.stream().toArray();
        for (int i = 0; i < numbers.length; i++) {
            List<StreamMessage<String, String>> queue = queues.get(i).join();
            if (queue.isEmpty()) {
                continue;
            }
            trims.add(redis.commands()
                    .xtrim(
                            keys.indexQueue(numbers[i]),
                            XTrimArgs.Builder.minId(after(queue.getLast().getId())))
                    .toCompletableFuture());
            if (queue.size() == BATCH) {
                rest.set(numbers[i]);
            }
        }
        return all(trims).thenApply(trimmed -> rest);
    }

    /** The lowest possible entry id above another. */
    private static String after(String entryId) {
        int dash = entryId.indexOf('-');
        return entryId.substring(0, dash + 1) + (Long.parseLong(entryId.substring(dash + 1)) + 1);
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new));
    }

    private static void complete(CompletableFuture<Void> round, @Nullable Throwable failure) {
        if (failure == null) {
            round.complete(null);
        } else {
            round.completeExceptionally(failure);
        }
    }
}
