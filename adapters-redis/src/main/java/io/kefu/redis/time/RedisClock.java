package io.kefu.redis.time;

import io.kefu.application.time.port.Ticker;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that all nodes share: the time of the Redis server that holds the desk. Leases, deadlines and timestamps are
 * computed with it, so that a wrong or stepped system clock on one node does not affect them.
 *
 * <p>Between two readings the clock advances by elapsed time. The server's time was read at some point between sending
 * the command and receiving the answer. If the clock's own time is consistent with that interval, it is kept; otherwise
 * it is set to the nearer end. A slow answer therefore does not move the clock, and the clock is wrong by at most one
 * round trip.
 *
 * <p>Any thread may read the clock. Its precision is one millisecond, because the stores keep no finer times.
 */
public final class RedisClock implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(RedisClock.class);
    private static final long WORTH_A_WARNING = TimeUnit.SECONDS.toMicros(1);

    private final Redis redis;
    private final Ticker ticker;
    private final LuaScript readTime;

    /** The difference between microseconds since 1970 and the ticker's microseconds. */
    private volatile long offset;

    /** The system clock gives the initial time and is not read again. */
    public RedisClock(Redis redis, Ticker ticker, InstantSource wall) {
        this.redis = redis;
        this.ticker = ticker;
        this.readTime = LuaScript.of(redis, "read_time", ScriptOutputType.MULTI);
        this.offset = TimeUnit.MILLISECONDS.toMicros(wall.millis()) - micros(ticker.nanos());
    }

    /**
     * Reads the server's time and corrects the clock. Does not block. Fails as {@link Redis} says; the clock then runs on as
     * before.
     */
    public CompletionStage<Void> read() {
        long sent = ticker.nanos();
        return redis.guard(
                readTime.<List<String>>run(List.of(DeskKeys.NUMBER)).thenAccept(time -> correct(time, sent)));
    }

    private void correct(List<String> time, long sent) {
        long server = TimeUnit.SECONDS.toMicros(Long.parseLong(time.get(0))) + Long.parseLong(time.get(1));
        long before = offset;
        // The server read its time at an unknown moment between the sending and the answer.
        long corrected = Math.clamp(before, server - micros(ticker.nanos()), server - micros(sent));
        offset = corrected;
        if (Math.abs(corrected - before) >= WORTH_A_WARNING) {
            LOG.warn(
                    "The clock differed from the time of Redis by {} ms and was corrected",
                    TimeUnit.MICROSECONDS.toMillis(before - corrected));
        }
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return Math.floorDiv(offset + micros(ticker.nanos()), 1_000);
    }

    private static long micros(long nanos) {
        return Math.floorDiv(nanos, 1_000);
    }
}
