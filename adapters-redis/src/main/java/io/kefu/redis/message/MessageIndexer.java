package io.kefu.redis.message;

import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisFault;
import io.kefu.redis.index.SessionSets;
import io.kefu.redis.message.IndexQueues.Batch;
import jakarta.annotation.PreDestroy;
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
 * Adds messages from the index queues of the partitions to the lists of newest messages and to the counts, publishes an
 * event to both users of a pair, and brings the index of sessions up to date. Several nodes may handle the same partition at
 * the same time, and a node may die at any step: an entry is removed from its queue and counted in one step, after it was added
 * to the lists, and adding an entry to a list again changes nothing.
 *
 * <p>The indexer works in rounds. A round handles all partitions in which messages were appended since the last round, with
 * three round trips for each thousand messages of a partition, and one more each if there are messages of pairs or changed
 * sessions. After a round there is a pause, so that under load a round handles more messages with fewer commands. A call that
 * waits for a round ends the pause. Thread-safe.
 */
@Singleton
public final class MessageIndexer {
    private static final Logger LOG = LoggerFactory.getLogger(MessageIndexer.class);
    /** The length of a pause, unless it is prolonged. A message of a pair does not wait longer for its event. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(50);
    /** How many times a pause is prolonged by its own length if all appended messages are of customers' conversations. */
    private static final int PROLONGATIONS = 7;

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Redis redis;
    private final IndexQueues queues;
    private final SessionSets sessions;
    /** The partitions for the next round. Guards all fields below. */
    private final BitSet dirty = new BitSet();

    private CompletableFuture<Void> current = new CompletableFuture<>();
    private CompletableFuture<Void> next = new CompletableFuture<>();
    private State state = State.IDLE;
    /** The number of the last pause. The end of an earlier pause is ignored. */
    private long pauses;

    /** Whether a caller waits for the next round. */
    private boolean isAwaited;
    /** Whether a message of a pair was appended for the next round. */
    private boolean hasPair;
    /** Whether the last round failed. */
    private boolean hasFailed;

    private enum State {
        IDLE,
        RUNNING,
        PAUSED,
        CLOSED
    }

    /**
     * Makes the indexer. Its first round handles all partitions, because another node may have died before it indexed messages.
     */
    public MessageIndexer(Redis redis) {
        this.redis = redis;
        this.queues = new IndexQueues(redis);
        this.sessions = new SessionSets(redis);
        dirty.set(0, redis.keys().partitions());
    }

    /** Handles all partitions, because another node may have died before it indexed messages. Does not block. */
    public void indexAll() {
        synchronized (dirty) {
            dirty.set(0, redis.keys().partitions());
        }
        startIf(State.IDLE);
    }

    /** To be called after a message was appended or a session was changed in a partition. Does not block. */
    public void appended(int partition) {
        synchronized (dirty) {
            dirty.set(partition);
        }
        startIf(State.IDLE);
    }

    /** To be called after a message of a pair was appended, of which the other user may know only by the indexer's event. */
    public void appendedToPair(int partition) {
        synchronized (dirty) {
            dirty.set(partition);
            hasPair = true;
        }
        startIf(State.IDLE);
    }

    /** Completes when the lists and counts have all messages that this node appended before this call. */
    public CompletionStage<Void> indexed() {
        CompletableFuture<Void> awaited;
        synchronized (dirty) {
            if (dirty.isEmpty()) {
                return state == State.RUNNING ? current : CompletableFuture.completedStage(null);
            }
            awaited = next;
            isAwaited = true;
        }
        startIf(State.IDLE, State.PAUSED);
        return awaited;
    }

    /** Completes when the lists and counts have all messages that any node appended before this call. */
    public CompletionStage<Void> allIndexed() {
        indexAll();
        return indexed();
    }

    /**
     * As {@link #indexed}, for calls that only read. Completes normally as well if Redis refuses writes: the lists are then read
     * without the messages that could not be indexed yet.
     */
    public CompletionStage<Void> indexedIfWritable() {
        return unlessRefused(indexed());
    }

    /** As {@link #allIndexed}, for calls that only read; see {@link #indexedIfWritable}. */
    public CompletionStage<Void> allIndexedIfWritable() {
        return unlessRefused(allIndexed());
    }

    private static CompletionStage<Void> unlessRefused(CompletionStage<Void> indexed) {
        return indexed.exceptionallyCompose(failure -> RedisFault.isRefusedWrite(failure)
                ? CompletableFuture.completedStage(null)
                : CompletableFuture.failedStage(failure));
    }

    /** Starts no further round. Other nodes handle what is left. */
    @PreDestroy
    public void close() {
        synchronized (dirty) {
            state = State.CLOSED;
        }
    }

    private void startIf(State... states) {
        synchronized (dirty) {
            if (!List.of(states).contains(state)) {
                return;
            }
            state = State.RUNNING;
        }
        round();
    }

    private void round() {
        BitSet partitions;
        CompletableFuture<Void> finished;
        synchronized (dirty) {
            partitions = (BitSet) dirty.clone();
            dirty.clear();
            isAwaited = false;
            hasPair = false;
            finished = next;
            current = next;
            next = new CompletableFuture<>();
        }
        index(partitions).whenComplete((unused, failure) -> {
            boolean isNextAwaited;
            long pause;
            synchronized (dirty) {
                if (failure != null) {
                    dirty.or(partitions);
                }
                isNextAwaited = isAwaited && failure == null;
                if (state == State.CLOSED) {
                    isNextAwaited = false;
                } else {
                    state = isNextAwaited ? State.RUNNING : State.PAUSED;
                    logFailure(failure);
                }
                pause = ++pauses;
            }
            if (failure == null) {
                finished.complete(null);
            } else {
                finished.completeExceptionally(failure);
            }
            if (isNextAwaited) {
                round();
            } else if (failure == null) {
                after(SHORT_PAUSE).execute(() -> endPause(pause, PROLONGATIONS));
            } else {
                after(PAUSE_AFTER_FAILURE).execute(() -> endPause(pause, 0));
            }
        });
    }

    /** Logs the first of several failures, because each round repeats what failed before. */
    private void logFailure(@Nullable Throwable failure) {
        if (failure != null && !hasFailed) {
            LOG.warn(
                    "Could not index the newest messages. Lists and reports lack them until a later round succeeds: {}",
                    failure.toString());
        }
        hasFailed = failure != null;
    }

    private void endPause(long pause, int prolongations) {
        synchronized (dirty) {
            if (state != State.PAUSED || pause != pauses) {
                return;
            }
            if (dirty.isEmpty()) {
                state = State.IDLE;
                return;
            }
            if (prolongations > 0 && !hasPair) {
                after(SHORT_PAUSE).execute(() -> endPause(pause, prolongations - 1));
                return;
            }
        }
        startIf(State.PAUSED);
    }

    private static Executor after(Duration pause) {
        return CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletionStage<Void> index(BitSet partitions) {
        return Redis.all(partitions.stream().mapToObj(queues::read)).thenCompose(read -> {
            List<Batch> batches =
                    read.stream().filter(batch -> !batch.entryIds().isEmpty()).toList();
            return addToLists(batches)
                    .thenCompose(added -> Redis.all(batches.stream().map(this::finish)))
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

    /**
     * Brings the index of sessions up to date, and removes the batch from its queue.
     *
     * @return false if the queue must be read again, because another node has handled it since it was read
     */
    private CompletionStage<Boolean> finish(Batch batch) {
        return sessions.apply(batch.partition(), batch.entryIds().getLast(), batch.sessions())
                .thenCompose(applied -> applied ? queues.remove(batch) : CompletableFuture.completedStage(false));
    }

    private CompletionStage<Void> addToLists(List<Batch> batches) {
        NewestAdditions additions = new NewestAdditions();
        batches.forEach(batch -> batch.messages().forEach(additions::add));
        Stream<List<String>> pairs = batches.stream()
                .flatMap(batch -> batch.messages().stream())
                .filter(QueuedMessage::isPair)
                .map(QueuedMessage::staff)
                .flatMap(pair -> Stream.of(pair, pair.reversed()))
                .distinct();
        // The events are published after the lists were written, so that their receivers find the messages there.
        return additions
                .write(redis)
                .thenCompose(written -> Redis.all(pairs.map(pair ->
                        redis.publish(redis.keys().channel(new UserId(pair.getFirst())), "pair " + pair.getLast()))))
                .thenAccept(receivers -> {});
    }
}
