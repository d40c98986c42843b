package io.kefu.redis.message;

import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.message.IndexQueues.Batch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds messages from the index queues of the partitions to the lists of newest messages and to the counts, and publishes an
 * event to both users of a pair. Several nodes may handle the same partition at the same time, and a node may die at any step:
 * an entry is removed from its queue and counted in one step, after it was added to the lists, and adding an entry to a list
 * again changes nothing.
 *
 * <p>The indexer works in rounds. A round handles all partitions in which messages were appended since the last round, with
 * three round trips for each thousand messages of a partition, and a fourth if there are messages of pairs. Between two
 * rounds there is a pause, so that under load a round handles more messages. Thread-safe.
 */
@Singleton
public final class MessageIndexer {
    private static final Logger LOG = LoggerFactory.getLogger(MessageIndexer.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Redis redis;
    private final IndexQueues queues;
    private final BitSet dirty = new BitSet();
    private CompletableFuture<Void> current = new CompletableFuture<>();
    private CompletableFuture<Void> next = new CompletableFuture<>();
    private boolean running;

    /** Makes the indexer. Its first round handles all partitions, because another node may have died before it indexed messages. */
    public MessageIndexer(Redis redis) {
        this.redis = redis;
        this.queues = new IndexQueues(redis);
        dirty.set(0, redis.keys().partitions());
    }

    /** Handles all partitions, because another node may have died before it indexed messages. Does not block. */
    public void indexAll() {
        synchronized (dirty) {
            dirty.set(0, redis.keys().partitions());
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

    /** Completes when the lists and counts have all messages that any node appended before this call. */
    public CompletionStage<Void> settled() {
        indexAll();
        return indexed();
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
        return all(partitions.stream().mapToObj(queues::read)).thenCompose(read -> {
            List<Batch> batches =
                    read.stream().filter(batch -> !batch.entries().isEmpty()).toList();
            return addToLists(batches)
                    .thenCompose(added -> all(batches.stream().map(queues::remove)))
                    .thenCompose(removed -> {
                        BitSet rest = new BitSet();
                        for (int i = 0; i < batches.size(); i++) {
                            if (batches.get(i).isFull() || !removed.get(i)) {
                                rest.set(batches.get(i).partition());
                            }
                        }
                        return rest.isEmpty() ? CompletableFuture.completedStage(null) : index(rest);
                    });
        });
    }

    private CompletionStage<Void> addToLists(List<Batch> batches) {
        NewestAdditions additions = new NewestAdditions();
        batches.forEach(batch -> batch.entries().forEach(additions::add));
        Stream<List<String>> pairs = batches.stream()
                .flatMap(batch -> batch.entries().stream())
                .filter(QueuedMessage::isPair)
                .map(QueuedMessage::staff)
                .flatMap(pair -> Stream.of(pair, pair.reversed()))
                .distinct();
        // The events are published after the lists were written, so that their receivers find the messages there.
        return additions
                .write(redis)
                .thenCompose(written -> all(pairs.map(pair ->
                        redis.publish(redis.keys().channel(new UserId(pair.getFirst())), "pair " + pair.getLast()))))
                .thenAccept(receivers -> {});
    }

    /** Completes with the results of all stages, in their order. */
    private static <T> CompletionStage<List<T>> all(Stream<CompletionStage<T>> stages) {
        List<CompletableFuture<T>> started =
                stages.map(CompletionStage::toCompletableFuture).toList();
        return CompletableFuture.allOf(started.toArray(CompletableFuture[]::new))
                .thenApply(done -> started.stream().map(CompletableFuture::join).toList());
    }

    private static void complete(CompletableFuture<Void> round, @Nullable Throwable failure) {
        if (failure == null) {
            round.complete(null);
        } else {
            round.completeExceptionally(failure);
        }
    }
}
