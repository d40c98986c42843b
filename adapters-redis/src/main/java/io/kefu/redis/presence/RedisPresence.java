package io.kefu.redis.presence;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.presence.port.Presence;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.script.Reply;
import io.lettuce.core.KeyValue;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Presence as leases in the desk's slot of Redis. Each call first forgets a bounded number of leases that ran out, in the
 * same round trip, so that they never pile up.
 */
@Singleton
public final class RedisPresence implements Presence {
    /** How many users or leases one script goes through; some hundred microseconds. */
    private static final int BATCH = 500;

    /** How long a beat can be on its way: longer than any request takes. */
    private static final Duration LEFT_IS_REMEMBERED = Duration.ofMinutes(1);

    /** Stands for the source of a lease that no socket holds. */
    private static final String BEATS = "";

    private final Redis redis;
    private final PresenceScripts scripts;

    public RedisPresence(Redis redis) {
        this.redis = redis;
        this.scripts = new PresenceScripts(redis);
    }

    @Override
    public KefuStatus heartbeat(
            UserId kefu, User.Service service, @Nullable KefuStatus chosen, Instant now, Duration lease) {
        return beat(kefu, service, chosen, now, lease, false);
    }

    @Override
    public KefuStatus logIn(UserId kefu, User.Service service, Instant now, Duration lease) {
        return beat(kefu, service, null, now, lease, true);
    }

    private KefuStatus beat(
            UserId kefu,
            User.Service service,
            @Nullable KefuStatus chosen,
            Instant now,
            Duration lease,
            boolean comes) {
        CompletionStage<Long> expired = scripts.expire(now, BATCH);
        CompletionStage<String> status = scripts.beat(kefu, service, chosen, now, lease, comes);
        redis.await(expired);
        return KefuStatus.chosen(redis.await(status)).orElse(KefuStatus.OFFLINE);
    }

    @Override
    public boolean renew(Collection<UserId> kefu, Instant now, Duration lease) {
        return inBatches(kefu, now, batch -> scripts.renew(batch, now, lease)) > 0;
    }

    @Override
    public void updateService(UserId kefu, User.Service service) {
        redis.await(scripts.adjust(kefu, service));
    }

    @Override
    public void endDuty(UserId kefu, Instant now) {
        CompletionStage<Long> duty = scripts.leave(kefu, now, LEFT_IS_REMEMBERED);
        CompletionStage<Long> lease = scripts.endLease(kefu, BEATS, now);
        redis.await(duty);
        redis.await(lease);
    }

    @Override
    public Map<UserId, KefuStatus> statuses(Collection<UserId> kefu, Instant now) {
        if (kefu.isEmpty()) {
            return Map.of();
        }
        String[] ids = kefu.stream().map(UserId::value).toArray(String[]::new);
        Map<UserId, KefuStatus> statuses = new HashMap<>();
        for (KeyValue<String, String> duty : redis.await(redis.commands().hmget(DeskKeys.KEFU, ids))) {
            statuses.put(
                    new UserId(duty.getKey()),
                    duty.map(text -> Duty.parse(text).statusAt(now)).getValueOrElse(KefuStatus.OFFLINE));
        }
        return statuses;
    }

    @Override
    public void connect(String node, Collection<UserId> users, Instant now, Duration lease) {
        var unused = inBatches(users, now, batch -> scripts.connect(node, batch, now, lease));
    }

    @Override
    public void disconnect(String node, UserId user, Instant now) {
        CompletionStage<Long> expired = scripts.expire(now, BATCH);
        CompletionStage<Long> ended = scripts.endLease(user, node, now);
        redis.await(expired);
        redis.await(ended);
    }

    @Override
    public Page<UserId> online(PageRequest page, Instant now) {
        long expired;
        Reply reply;
        do {
            CompletionStage<Long> expiring = scripts.expire(now, BATCH);
            CompletionStage<Reply> listing = scripts.online(page);
            expired = redis.await(expiring);
            reply = redis.await(listing);
        } while (expired == BATCH);
        return new Page<>(reply.list(1).texts().stream().map(UserId::new).toList(), reply.number(0));
    }

    @Override
    public List<Change> takeChanges(Instant now, Duration grace, int limit) {
        CompletionStage<Long> expired = scripts.expire(now, limit);
        Reply reply = redis.await(scripts.settle(now.minus(grace), limit));
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < reply.items().size(); i += 3) {
            changes.add(new Change(
                    new UserId(reply.text(i)), reply.number(i + 1) == 1, Instant.ofEpochMilli(reply.number(i + 2))));
        }
        redis.await(expired);
        return changes;
    }

    private long inBatches(Collection<UserId> users, Instant now, Function<List<UserId>, CompletionStage<Long>> step) {
        List<UserId> all = List.copyOf(users);
        List<CompletionStage<Long>> stages = new ArrayList<>();
        CompletionStage<Long> expired = scripts.expire(now, BATCH);
        for (int from = 0; from < all.size(); from += BATCH) {
            stages.add(step.apply(all.subList(from, Math.min(from + BATCH, all.size()))));
        }
        redis.await(expired);
        return stages.stream().mapToLong(redis::await).sum();
    }
}
