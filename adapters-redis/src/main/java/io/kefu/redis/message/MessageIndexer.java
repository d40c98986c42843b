package io.kefu.redis.message;

import io.kefu.domain.user.UserId;
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
 * Makes the lists of newest messages from the partitions' feeds, and tells kefu who wrote to each other. Every step may be repeated, also by another node at
 * the same time: an entry leaves its feed only after it stands in the lists, and a list takes an entry once.
 *
 * <p>It works in rounds, each over all partitions in which something was appended since the last, with three round
 * trips whatever their number, or a few times three for what a dead node left. Under load a round waits a little, so that it finds more to do at once.
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

    /** Makes the indexer; at first it looks through all partitions for what a dead node left. */
    public MessageIndexer(Redis redis) {
        this.redis = redis;
        this.keys = redis.keys();
        dirty.set(0, keys.partitions());
    }

    /** Looks through all partitions for what another node left when it died. Does not block. */
    public void sweep() {
        synchronized (dirty) {
            dirty.set(0, keys.partitions());
        }
        runIfIdle();
    }

    /** Notes that a partition's feed has something new. Does not block. */
    public void appended(int partition) {
        synchronized (dirty) {
            dirty.set(partition);
        }
        runIfIdle();
    }

    /** Completes once everything that was appended here before this call stands in the lists. */
    public CompletionStage<Void> settled() {
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
                LOG.debug("The newest messages were not indexed; the next round repeats it", failure);
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
        List<CompletableFuture<List<StreamMessage<String, String>>>> feeds = partitions.stream()
                .mapToObj(p -> redis.commands()
                        .xrange(keys.feed(p), Range.unbounded(), Limit.from(BATCH))
                        .toCompletableFuture())
                .toList();
        return all(feeds)
                .thenCompose(read -> addToLists(
                        feeds.stream().flatMap(feed -> feed.join().stream()).toList()))
                .thenCompose(added -> trim(partitions, feeds))
                .thenCompose(rest -> rest.isEmpty() ? CompletableFuture.completedStage(null) : index(rest));
    }

    private CompletionStage<Void> addToLists(List<StreamMessage<String, String>> entries) {
        Map<String, List<Object>> lists = new HashMap<>();
        Set<List<String>> pairs = new LinkedHashSet<>();
        for (StreamMessage<String, String> entry : entries) {
            List<Object> place = scoreAndPlace(entry.getBody());
            lists.computeIfAbsent(RedisKeys.NEWEST, list -> new ArrayList<>()).addAll(place);
            for (String kefu : takingPart(entry.getBody())) {
                lists.computeIfAbsent(RedisKeys.newestOfKefu(kefu), list -> new ArrayList<>())
                        .addAll(place);
            }
            if (entry.getBody().containsKey("p")) {
                List<String> pair = takingPart(entry.getBody());
                pairs.add(pair);
                pairs.add(pair.reversed());
                Object time = place.getFirst();
                Stream.of(pair, pair.reversed())
                        .forEach(both -> lists.computeIfAbsent(
                                        RedisKeys.partnersOf(both.getFirst()), list -> new ArrayList<>())
                                .addAll(List.of(time, both.getLast())));
            }
        }
        List<CompletableFuture<Long>> writes = new ArrayList<>();
        lists.forEach((list, places) -> {
            writes.add(redis.commands()
                    .zadd(list, ZAddArgs.Builder.gt(), places.toArray())
                    .toCompletableFuture());
            writes.add(redis.commands()
                    .zremrangebyrank(list, 0, -NewestLists.kept(list) - 1L)
                    .toCompletableFuture());
        });
        // After the lists: whoever hears of it finds it there.
        return all(writes)
                .thenCompose(added -> all(pairs.stream()
                        .map(pair -> redis.publish(keys.channel(new UserId(pair.getFirst())), "pair " + pair.getLast())
                                .toCompletableFuture())
                        .toList()));
    }

    private static List<Object> scoreAndPlace(Map<String, String> entry) {
        return List.of(
                (double) Long.parseLong(field(entry, "w")), NewestLists.place(field(entry, "c"), field(entry, "q")));
    }

    private static List<String> takingPart(Map<String, String> entry) {
        String kefu = field(entry, "k");
        return kefu.isEmpty() ? List.of() : List.of(kefu.split(" ", -1));
    }

    private static String field(Map<String, String> entry, String name) {
        return Objects.requireNonNull(entry.get(name), name);
    }

    /** Removes what stands in the lists, and returns the partitions in whose feeds there may be more. */
    private CompletionStage<BitSet> trim(
            BitSet partitions, List<CompletableFuture<List<StreamMessage<String, String>>>> feeds) {
        List<CompletableFuture<Long>> trims = new ArrayList<>();
        BitSet rest = new BitSet();
        int[] numbers = partitions.stream().toArray();
        for (int i = 0; i < numbers.length; i++) {
            List<StreamMessage<String, String>> feed = feeds.get(i).join();
            if (feed.isEmpty()) {
                continue;
            }
            trims.add(redis.commands()
                    .xtrim(
                            keys.feed(numbers[i]),
                            XTrimArgs.Builder.minId(after(feed.getLast().getId())))
                    .toCompletableFuture());
            if (feed.size() == BATCH) {
                rest.set(numbers[i]);
            }
        }
        return all(trims).thenApply(trimmed -> rest);
    }

    /** The lowest entry id above another. */
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
