package io.kefu.redis.health;

import io.kefu.application.health.port.StoreHealth;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.time.port.Ticker;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisFault;
import io.kefu.redis.backup.RestoreMark;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.durability.DataLosses;
import io.kefu.redis.format.DataFormat;
import io.kefu.redis.format.UnusableDataException;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to every master to find out whether Redis accepts writes, and whether it still holds the data that this node
 * knows. At most one probe runs at a time, and its result is used for about a second. The cause of an unhealthy state
 * is logged each time it changes.
 *
 * <p>If the data are gone or were replaced, this node closes its sockets, adopts the data that Redis holds now, after
 * it has brought them up to date, and adds what a first start adds. The state is not writable until that is done, and while a restore fills Redis.
 */
public final class RedisHealth implements StoreHealth {
    private static final Logger LOG = LoggerFactory.getLogger(RedisHealth.class);
    private static final long PROBE_TIMEOUT_MILLIS = 500;
    /** How long the node is unhealthy after Redis refused a command that the probe does not use. */
    private static final Duration DENIAL_EFFECT = Duration.ofSeconds(3);

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(900);
    private static final Duration SERVERS_INTERVAL = Duration.ofSeconds(5);

    private final Redis redis;
    private final DataLosses losses;
    private final Channels channels;
    private final Supplier<Collection<StoreReplacement>> replacements;
    private final Executor blocking;
    private final Runnable end;
    private final Ticker ticker;
    private final ServerMeters meters;
    private final Counter replaced;
    private final AtomicBoolean adopting = new AtomicBoolean();
    private volatile List<ServerState> servers = List.of();
    private long serversReadAt;
    private long probedAt;
    private Verdict last = new Verdict(State.WRITABLE, null);

    /**
     * {@link DataLosses#check()} must have completed once before.
     *
     * @param replacements the parts of the node that depend on which data the store holds
     * @param blocking runs tasks that block while they wait for Redis
     * @param end stops this node, because it cannot serve data of a newer format, or with another number of partitions
     */
    public RedisHealth(
            Redis redis,
            DataLosses losses,
            Channels channels,
            Supplier<Collection<StoreReplacement>> replacements,
            Executor blocking,
            Runnable end,
            Ticker ticker) {
        this.redis = redis;
        this.losses = losses;
        this.channels = channels;
        this.replacements = replacements;
        this.blocking = blocking;
        this.end = end;
        this.ticker = ticker;
        this.serversReadAt = ticker.nanos() - SERVERS_INTERVAL.toNanos();
        this.probedAt = ticker.nanos() - PROBE_INTERVAL.toNanos();
        this.meters = new ServerMeters(redis.meters());
        this.replaced = Counter.builder("kefu.redis.data.replaced")
                .description("How often this node found that the data in Redis were gone or were replaced")
                .register(redis.meters());
    }

    /**
     * The result of a probe.
     *
     * @param cause why the state is not writable; null for a writable state
     */
    private record Verdict(State state, @Nullable String cause) {
        static Verdict unavailable(@Nullable String cause) {
            return new Verdict(State.UNAVAILABLE, cause);
        }
    }

    @Override
    public synchronized State state() {
        if (ticker.nanos() - probedAt >= PROBE_INTERVAL.toNanos()) {
            Verdict verdict = probe();
            probedAt = ticker.nanos();
            meters.writable(verdict.state().acceptsWrites());
            logChange(last.cause(), verdict.cause());
            last = verdict;
        }
        return last.state();
    }

    private Verdict probe() {
        if (adopting.get()) {
            return Verdict.unavailable(last.cause());
        }
        try {
            DataLosses.Found found =
                    losses.probe().toCompletableFuture().get(PROBE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            return switch (found) {
                case SAME -> judgeServers();
                case OLDER -> {
                    losses.check().thenRun(channels::interrupt);
                    yield Verdict.unavailable("it has lost its newest data; conversations get new epochs");
                }
                case REPLACED -> {
                    adoptInBackground();
                    yield Verdict.unavailable(
                            "its data are gone or were replaced; this node closes its sockets and adopts the data that Redis holds");
                }
            };
        } catch (ExecutionException | TimeoutException | RuntimeException refused) {
            return new Verdict(
                    RedisFault.isRefusedWrite(refused) ? State.READ_ONLY : State.UNAVAILABLE,
                    RedisFault.of(refused).map(RedisFault::text).orElseGet(() -> "it refuses a write: " + refused));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Verdict.unavailable(last.cause());
        }
    }

    private Verdict judgeServers() {
        if (ticker.nanos() - serversReadAt >= SERVERS_INTERVAL.toNanos()) {
            serversReadAt = ticker.nanos();
            ServerStates.read(redis.commands()).thenAccept(read -> {
                logDurability(servers, read);
                servers = read;
                meters.show(read);
            });
        }
        for (ServerState server : servers) {
            if (server.mayEvict()) {
                return new Verdict(
                        State.EVICTING,
                        server.server() + " would delete kefu's data when its memory is full (maxmemory-policy "
                                + server.policy() + "): set its maxmemory-policy to noeviction");
            }
        }
        return redis.wasDeniedWithin(DENIAL_EFFECT)
                ? Verdict.unavailable(RedisFault.NO_PERMISSION.text())
                : new Verdict(State.WRITABLE, null);
    }

    private static void logChange(@Nullable String before, @Nullable String now) {
        if (now != null && !now.equals(before)) {
            LOG.error("Redis is not healthy: {}", now);
        } else if (now == null && before != null) {
            LOG.warn("Redis is healthy again");
        }
    }

    /** Logs whether the data are durable, at the first time and when it changes. */
    private static void logDurability(List<ServerState> before, List<ServerState> now) {
        boolean isDurable = now.stream().allMatch(ServerState::isDurable);
        if (!before.isEmpty() && before.stream().allMatch(ServerState::isDurable) == isDurable) {
            return;
        }
        if (isDurable) {
            LOG.info("Redis accepts writes, durable: true");
        } else {
            LOG.warn(
                    "Redis accepts writes, durable: false. It has no append-only file and no replica: {}. When it ends,"
                            + " acknowledged messages are lost. Set appendonly yes",
                    now.stream()
                            .filter(server -> !server.isDurable())
                            .map(ServerState::server)
                            .collect(Collectors.joining(", ")));
        }
    }

    private void adoptInBackground() {
        if (adopting.compareAndSet(false, true)) {
            blocking.execute(() -> {
                try {
                    adoptData();
                } catch (RuntimeException failure) {
                    LOG.warn(
                            "Could not adopt the new data; the next probe tries it again: {}", String.valueOf(failure));
                } finally {
                    adopting.set(false);
                }
            });
        }
    }

    private void adoptData() {
        Collection<StoreReplacement> parts = replacements.get();
        parts.forEach(StoreReplacement::forget);
        RestoreMark restore = new RestoreMark(redis);
        restore.requireNone();
        try {
            new DataFormat(redis).bringUpToDate();
        } catch (UnusableDataException newer) {
            LOG.error("Redis holds other data, which this node cannot use, so it ends. {}", newer.getMessage());
            end.run();
            return;
        }
        int own = redis.keys().partitions();
        int stored = redis.partitions();
        // A restore that begins now sees the number of partitions that was written, or this node sees its mark.
        restore.requireNone();
        if (stored != own) {
            LOG.error(
                    "Redis holds other data, with {} partitions instead of {}: this node ends, start it again",
                    stored,
                    own);
            end.run();
            return;
        }
        redis.await(losses.adopt());
        parts.forEach(StoreReplacement::begin);
        replaced.increment();
        LOG.warn("This node serves the data that Redis holds now");
    }
}
