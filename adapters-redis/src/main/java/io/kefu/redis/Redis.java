package io.kefu.redis;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.error.DomainException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/**
 * The connection that all adapters share. Commands of one thread are sent in the order of its calls, and do not wait for the
 * answers to earlier commands.
 *
 * <p>{@link #await} and {@link #guard} turn each {@link RedisFault}, for example a server that is unreachable, is slow or
 * refuses writes, into a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public final class Redis {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private final RedisClusterAsyncCommands<String, String> commands;
    private final RedisKeys keys;
    private final boolean isCluster;
    private final Duration timeout;
    private final Counting counting;
    private final MeterRegistry meters;
    private final @Nullable Tracer tracer;
    /** When Redis last refused a command because of a missing permission, by {@link System#nanoTime}. */
    private final AtomicReference<@Nullable Long> deniedAt = new AtomicReference<>();

    /**
     * Wraps a connection.
     *
     * @param isCluster whether the server is a Redis Cluster, in which channels are sharded
     * @param timeout how long a thread waits for a command; the connection itself must give up no later
     * @param tracer makes the spans of scripts; null if tracing is off
     */
    public Redis(
            RedisClusterAsyncCommands<String, String> commands,
            RedisKeys keys,
            boolean isCluster,
            Duration timeout,
            Counting counting,
            MeterRegistry meters,
            @Nullable Tracer tracer) {
        this.commands = commands;
        this.keys = keys;
        this.isCluster = isCluster;
        this.timeout = timeout;
        this.counting = counting;
        this.meters = meters;
        this.tracer = tracer;
    }

    /**
     * Returns the number of partitions of the data. The first call on an empty Redis fixes it to the number of {@link #keys}.
     */
    public int partitions() {
        @Nullable String stored = await(commands.get(GlobalKeys.PARTITIONS));
        if (stored == null) {
            await(commands.setnx(GlobalKeys.PARTITIONS, Integer.toString(keys.partitions())));
            stored = await(commands.get(GlobalKeys.PARTITIONS));
        }
        return Integer.parseInt(stored);
    }

    /** The commands that a single server and a Cluster have in common. */
    public RedisClusterAsyncCommands<String, String> commands() {
        return commands;
    }

    /** The names of all keys. */
    public RedisKeys keys() {
        return keys;
    }

    /** The settings for counts. */
    public Counting counting() {
        return counting;
    }

    /** Where metrics are recorded. */
    public MeterRegistry meters() {
        return meters;
    }

    /** Makes the spans of scripts; null if tracing is off. */
    public @Nullable Tracer tracer() {
        return tracer;
    }

    /** The command that publishes to a channel in the slot of a script's keys. */
    public String publishCommand() {
        return isCluster ? "SPUBLISH" : "PUBLISH";
    }

    /** Publishes to a channel. Returns the number of subscribers that received the message, on the server of the channel. */
    public CompletionStage<Long> publish(String channel, String message) {
        return isCluster ? commands.spublish(channel, message) : commands.publish(channel, message);
    }

    /**
     * Waits for a result. Only for threads that may block: an event loop would not receive the result while it waits for it.
     *
     * @throws IllegalStateException on the event loop of a socket
     */
    public <T> T await(CompletionStage<T> stage) {
        return await(stage, timeout);
    }

    /** Waits for a result with a timeout of its own. */
    public <T> T await(CompletionStage<T> stage, Duration limit) {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("An event loop must not wait for Redis");
        }
        try {
            return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw translate(e.getCause());
        } catch (TimeoutException e) {
            throw DomainException.unavailable(RETRY_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DomainException.unavailable(RETRY_AFTER);
        }
    }

    /** Waits for each of the results, after all commands were sent. Only for threads that may block. */
    public <T> List<T> awaitAll(Stream<? extends CompletionStage<T>> stages) {
        List<? extends CompletionStage<T>> sent = stages.toList();
        return sent.stream().<T>map(this::await).toList();
    }

    /** Completes with all results in the same order, or fails if one of the stages fails. */
    public static <T> CompletionStage<List<T>> all(Stream<? extends CompletionStage<T>> stages) {
        List<CompletableFuture<T>> sent =
                stages.map(CompletionStage::toCompletableFuture).toList();
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                .thenApply(done -> sent.stream().map(CompletableFuture::join).toList());
    }

    /** Reads a page of a sorted set, highest score first, and the size of the set, in one round trip. */
    public CompletionStage<Page<String>> page(String sortedSet, PageRequest page) {
        CompletionStage<Long> total = commands.zcard(sortedSet);
        return commands.zrevrange(sortedSet, page.offset(), page.offset() + page.size() - 1)
                .thenCombine(total, Page::new);
    }

    /** Returns the same stage, with failures translated as the class comment says. */
    public <T> CompletionStage<T> guard(CompletionStage<T> stage) {
        return stage.exceptionally(failure -> {
            throw translate(failure);
        });
    }

    /** Whether Redis refused a command because of a missing permission within this time before now. */
    public boolean wasDeniedWithin(Duration time) {
        @Nullable Long at = deniedAt.get();
        return at != null && System.nanoTime() - at < time.toNanos();
    }

    private RuntimeException translate(@Nullable Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return translate(failure.getCause());
        }
        if (failure instanceof DomainException refusal) {
            return refusal;
        }
        Optional<RedisFault> fault = RedisFault.of(failure);
        if (fault.isPresent()) {
            if (fault.get() == RedisFault.NO_PERMISSION) {
                deniedAt.set(System.nanoTime());
            }
            return DomainException.unavailable(RETRY_AFTER);
        }
        return failure instanceof RuntimeException unknown ? unknown : new IllegalStateException(failure);
    }
}
