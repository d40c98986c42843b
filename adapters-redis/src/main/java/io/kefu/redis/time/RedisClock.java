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
 * The clock of the house: the time of the Redis server that holds the desk. Leases, deadlines and timestamps that nodes share
 * are reckoned by it, so that a wrong date of one node's machine, or a step of that date, changes none of them.
 *
 * <p>Between two readings the clock runs on elapsed time. An answer of the server says that its time was reached between the
 * sending of the command and the answer. If the clock's own time lies in that interval it stays as it is; otherwise it is set
 * to the nearer end. So a slow answer does not move the clock, and it is wrong by at most one round trip.
 *
 * <p>Any thread may read the clock. It shows milliseconds, since the stores keep no more.
 */
public final class RedisClock implements InstantSource {
    private static final Logger LOG = LoggerFactory.getLogger(RedisClock.class);
    private static final long WORTH_A_WARNING = TimeUnit.SECONDS.toMicros(1);

    private final Redis redis;
    private final Ticker ticker;
    private final LuaScript readTime;

    /** What is added to the ticker's microseconds to get microseconds since 1970. */
    private volatile long offset;

    /**
     * Makes the clock.
     *
     * @param wall the machine's clock, from which this one starts; it is not asked again
     */
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
        // The exact time of the reading is not known: it lies between the sending and the answer.
        long corrected = Math.clamp(before, server - micros(ticker.nanos()), server - micros(sent));
        offset = corrected;
        if (Math.abs(corrected - before) >= WORTH_A_WARNING) {
            LOG.warn(
                    "The clock was {} ms away from the time of Redis and follows it now",
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
