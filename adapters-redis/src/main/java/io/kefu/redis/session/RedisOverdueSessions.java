package io.kefu.redis.session;

import static io.kefu.redis.session.DeskScript.millis;

import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.OncePerWindow;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.ZAddArgs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Overdue sessions, as sorted sets by time in the slot of the desk. */
@Singleton
public final class RedisOverdueSessions implements OverdueSessions {
    private final Redis redis;
    private final DeskScript startClosing;
    private final DeskScript markApplied;
    private final DeskScript overdue;
    private final LuaScript recordActivity;
    private final OncePerWindow recorded = new OncePerWindow();

    public RedisOverdueSessions(Redis redis) {
        this.redis = redis;
        this.startClosing = DeskScript.ofInteger(redis, "start_closing");
        this.markApplied = DeskScript.ofInteger(redis, "mark_applied");
        this.overdue = DeskScript.ofList(redis, "list_overdue");
        this.recordActivity = LuaScript.of(redis, "record_customer_call", ScriptOutputType.INTEGER);
    }

    @Override
    public void startClosing(SessionId session, Instant now) {
        startClosing.run(session.value(), millis(now));
    }

    @Override
    public void markApplied(Assignment assignment) {
        markApplied.run(assignment.session().value(), Long.toString(assignment.number()));
    }

    @Override
    public List<Assignment> pending(Instant before, int limit) {
        return DeskAssignment.readAll(overdue.read("pending", millis(before), Integer.toString(limit)));
    }

    @Override
    public List<Assignment> abandoned(Instant since, int limit) {
        return DeskAssignment.readAll(overdue.read("absent", millis(since), Integer.toString(limit)));
    }

    @Override
    public void recordActivity(UserId customer, Instant at, Duration window) {
        if (recorded.markIfNew(customer, at, window)) {
            var unused = recordActivity.run(List.of(DeskKeys.CUSTOMERS, DeskKeys.ABSENT), customer.value(), millis(at));
        }
    }

    @Override
    public void startBlocking(UserId customer, Instant at) {
        redis.await(redis.commands().zadd(DeskKeys.BLOCKED, (double) at.toEpochMilli(), customer.value()));
    }

    @Override
    public List<UserId> unfinishedBlockings(Instant before, int limit) {
        return entries(DeskKeys.BLOCKED, before, limit).stream()
                .map(UserId::new)
                .toList();
    }

    @Override
    public void finishBlocking(UserId customer) {
        redis.await(redis.commands().zrem(DeskKeys.BLOCKED, customer.value()));
    }

    @Override
    public List<SessionId> idle(Instant since, int limit) {
        return entries(DeskKeys.IDLE_CHECKED, since, limit).stream()
                .map(SessionId::new)
                .toList();
    }

    @Override
    public void markNotIdle(SessionId session, Instant at) {
        redis.await(redis.commands()
                .zadd(DeskKeys.IDLE_CHECKED, ZAddArgs.Builder.xx(), (double) at.toEpochMilli(), session.value()));
    }

    private List<String> entries(String key, Instant until, int limit) {
        Range<Long> times = Range.from(Range.Boundary.unbounded(), Range.Boundary.including(until.toEpochMilli()));
        return redis.await(redis.commands().zrangebyscore(key, times, Limit.from(limit)));
    }
}
