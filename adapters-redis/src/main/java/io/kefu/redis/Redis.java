package io.kefu.redis;

import io.kefu.domain.error.DomainException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The connection that all adapters share. Commands are pipelined on it in the order of the calls of a thread.
 *
 * <p>Each {@link RedisFault}, such as a server that is unreachable, is slow or refuses writes, becomes a {@code
 * DomainException} of code {@code SERVICE_UNAVAILABLE}, in {@link #await} and {@link #guard} alike.
 */
public final class Redis {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private final RedisClusterAsyncCommands<String, String> commands;
    private final RedisKeys keys;
    private final boolean isCluster;
    private final Duration timeout;
    private final Counting counting;
    private final MeterRegistry meters;
    /** When a command was last refused for want of a permission, by {@link System#nanoTime}. */
    private final AtomicReference<@Nullable Long> deniedAt = new AtomicReference<>();

    /**
     * Wraps a connection.
     *
     * @param isCluster whether the server is a Redis Cluster, in which channels are sharded
     * @param timeout how long a thread waits for a command; the connection itself must give up no later
     * @param counting how scripts count what they do
     * @param meters measure how long scripts take
     */
    public Redis(
            RedisClusterAsyncCommands<String, String> commands,
            RedisKeys keys,
            boolean isCluster,
            Duration timeout,
            Counting counting,
            MeterRegistry meters) {
        this.commands = commands;
        this.keys = keys;
        this.isCluster = isCluster;
        this.timeout = timeout;
        this.counting = counting;
        this.meters = meters;
    }

    /** The same, counting as a house does that says nothing about it, and measuring for nobody. */
    public Redis(
            RedisClusterAsyncCommands<String, String> commands, RedisKeys keys, boolean isCluster, Duration timeout) {
        this(commands, keys, isCluster, timeout, Counting.USUAL, new SimpleMeterRegistry());
    }

    /**
     * How many partitions the data has; the first node to ask decides for all that come later.
     *
     * @param wanted how many a new store gets
     */
    public static int partitions(RedisClusterAsyncCommands<String, String> commands, int wanted, Duration timeout) {
        Redis redis = new Redis(commands, new RedisKeys(wanted), false, timeout);
        redis.await(commands.setnx(RedisKeys.PARTITIONS, Integer.toString(wanted)));
        return Integer.parseInt(redis.await(commands.get(RedisKeys.PARTITIONS)));
    }

    /** The commands that a single server and a cluster have in common. */
    public RedisClusterAsyncCommands<String, String> commands() {
        return commands;
    }

    /** The names of all keys. */
    public RedisKeys keys() {
        return keys;
    }

    /** How scripts count what they do. */
    public Counting counting() {
        return counting;
    }

    /** What measures. */
    public MeterRegistry meters() {
        return meters;
    }

    /** The command that publishes to a channel in the slot of a script's keys. */
    public String publishCommand() {
        return isCluster ? "SPUBLISH" : "PUBLISH";
    }

    /** Publishes to a channel; nobody may be there to hear. */
    public CompletionStage<Long> publish(String channel, String message) {
        return isCluster ? commands.spublish(channel, message) : commands.publish(channel, message);
    }

    /** Waits for a result. For threads that may block. */
    public <T> T await(CompletionStage<T> stage) {
        return await(stage, timeout);
    }

    /** The same for a caller who would rather hear soon that there is none. */
    public <T> T await(CompletionStage<T> stage, Duration patience) {
        try {
            return stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw translate(e.getCause());
        } catch (TimeoutException e) {
            throw DomainException.unavailable(RETRY_AFTER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DomainException.unavailable(RETRY_AFTER);
        }
    }

    /** The same stage, failing as this class promises. */
    public <T> CompletionStage<T> guard(CompletionStage<T> stage) {
        return stage.exceptionally(failure -> {
            throw translate(failure);
        });
    }

    /** Whether a command was refused for want of a permission within this time. */
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
