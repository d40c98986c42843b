package io.kefu.redis.presence;

import static io.kefu.redis.DeskKeys.ABSENT;
import static io.kefu.redis.DeskKeys.COUNTED_UNTIL;
import static io.kefu.redis.DeskKeys.CUSTOMERS;
import static io.kefu.redis.DeskKeys.KEFU;
import static io.kefu.redis.DeskKeys.LEASES;
import static io.kefu.redis.DeskKeys.LEASES_OF_USERS;
import static io.kefu.redis.DeskKeys.LEFT;
import static io.kefu.redis.DeskKeys.ONLINE;
import static io.kefu.redis.DeskKeys.PRESENCE_CHANGED;
import static io.kefu.redis.DeskKeys.PRESENCE_TOLD;
import static io.kefu.redis.DeskKeys.QUEUE;
import static io.kefu.redis.DeskKeys.onlineTime;
import static io.lettuce.core.ScriptOutputType.INTEGER;
import static io.lettuce.core.ScriptOutputType.MULTI;
import static io.lettuce.core.ScriptOutputType.VALUE;

import io.kefu.application.page.PageRequest;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Counting;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The scripts about presence with their keys and arguments in the order in which they take them. */
final class PresenceScripts {
    private static final List<String> KEYS =
            List.of(LEASES, LEASES_OF_USERS, ONLINE, PRESENCE_CHANGED, CUSTOMERS, QUEUE, ABSENT);

    private final Counting counting;
    private final LuaScript beat;
    private final LuaScript leave;
    private final LuaScript renew;
    private final LuaScript connect;
    private final LuaScript endLease;
    private final LuaScript expire;
    private final LuaScript list;
    private final LuaScript settle;
    private final LuaScript adjust;

    PresenceScripts(Redis redis) {
        this.counting = redis.counting();
        this.beat = LuaScript.of(redis, List.of("tally", "time", "beat_kefu"), VALUE);
        this.leave = LuaScript.of(redis, List.of("tally", "time", "leave_kefu"), INTEGER);
        this.renew = LuaScript.of(redis, List.of("tally", "time", "renew_kefu"), INTEGER);
        this.connect = LuaScript.of(redis, "connect_users", INTEGER);
        this.endLease = LuaScript.of(redis, "end_lease", INTEGER);
        this.expire = LuaScript.of(redis, "expire_leases", INTEGER);
        this.list = LuaScript.of(redis, "list_newest", MULTI);
        this.adjust = LuaScript.of(redis, "adjust_kefu", INTEGER);
        this.settle = LuaScript.of(redis, "settle_presence", MULTI);
    }

    CompletionStage<String> beat(
            UserId kefu,
            User.Service service,
            @Nullable KefuStatus chosen,
            Instant now,
            Duration lease,
            boolean comes) {
        return beat.run(
                Stream.concat(keysWithKefu(now).stream(), Stream.of(LEFT)).toList(),
                kefu.value(),
                chosen == null ? "" : chosen.word(),
                Integer.toString(service.maxSessions()),
                String.join(",", service.skills()),
                millis(now),
                millis(now.plus(lease)),
                counting.keptForMillis(),
                comes ? "1" : "0");
    }

    CompletionStage<Long> renew(List<UserId> kefu, Instant now, Duration lease) {
        return renew.run(
                keysWithKefu(now), arguments(kefu, millis(now), millis(now.plus(lease)), counting.keptForMillis()));
    }

    CompletionStage<Long> leave(UserId kefu, Instant now, Duration remembered) {
        return leave.run(
                List.of(KEFU, COUNTED_UNTIL, onlineTime(counting.houseDay(now)), LEFT),
                kefu.value(),
                millis(now),
                counting.keptForMillis(),
                millis(now.minus(remembered)));
    }

    private List<String> keysWithKefu(Instant now) {
        return List.of(
                KEFU,
                LEASES,
                LEASES_OF_USERS,
                ONLINE,
                PRESENCE_CHANGED,
                COUNTED_UNTIL,
                onlineTime(counting.houseDay(now)));
    }

    CompletionStage<Long> connect(String node, List<UserId> users, Instant now, Duration lease) {
        return connect.run(KEYS, arguments(users, node, millis(now), millis(now.plus(lease))));
    }

    /** Ends the lease of sockets on a node, or of a kefu's beats if the node is empty. */
    CompletionStage<Long> endLease(UserId user, String node, Instant now) {
        return endLease.run(KEYS, user.value(), node, millis(now));
    }

    CompletionStage<Long> expire(Instant now, int limit) {
        return expire.run(KEYS, millis(now), Integer.toString(limit));
    }

    CompletionStage<Reply> online(PageRequest page) {
        return list.<Object>run(List.of(ONLINE), Long.toString(page.offset()), Integer.toString(page.size()))
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> settle(Instant goneUntil, int limit) {
        return settle.<Object>run(
                        List.of(ONLINE, PRESENCE_CHANGED, PRESENCE_TOLD), millis(goneUntil), Integer.toString(limit))
                .thenApply(Reply::of);
    }

    CompletionStage<Long> adjust(UserId kefu, User.Service service) {
        return adjust.run(
                List.of(KEFU),
                kefu.value(),
                Integer.toString(service.maxSessions()),
                String.join(",", service.skills()));
    }

    private static String[] arguments(List<UserId> users, String... first) {
        return Stream.concat(Stream.of(first), users.stream().map(UserId::value))
                .toArray(String[]::new);
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
