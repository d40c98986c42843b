package io.kefu.redis.presence;

import static io.lettuce.core.ScriptOutputType.INTEGER;
import static io.lettuce.core.ScriptOutputType.MULTI;
import static io.lettuce.core.ScriptOutputType.VALUE;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.presence.port.Presence;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Presence as leases in the desk's slot of Redis. Calls that depend on leases first remove a bounded number of leases that
 * ran out, in the same round trip, so that such leases do not accumulate.
 */
@Singleton
public final class RedisPresence implements Presence {
    /** How many users or leases one script handles; this takes a few hundred microseconds. */
    private static final int BATCH = 500;

    /** A heartbeat that was sent before the end of duty arrives within this time. */
    private static final Duration OFF_DUTY_KEPT_FOR = Duration.ofMinutes(1);

    private static final String LOGIN = "login";
    private static final String HEARTBEAT = "heartbeat";

    /** The keys of the scripts about presence; {@code presence.lua} names them in this order. */
    private static final List<String> KEYS = List.of(
            DeskKeys.LEASES,
            DeskKeys.LEASES_OF_USERS,
            DeskKeys.ONLINE,
            DeskKeys.PRESENCE_CHANGED,
            DeskKeys.PRESENCE_ANNOUNCED,
            DeskKeys.CUSTOMERS,
            DeskKeys.QUEUE,
            DeskKeys.ABSENT,
            DeskKeys.KEFU,
            DeskKeys.OFF_DUTY,
            DeskKeys.COUNTED_UNTIL);

    private final Redis redis;
    private final LuaScript extendDuty;
    private final LuaScript endDuty;
    private final LuaScript renew;
    private final LuaScript connect;
    private final LuaScript endLease;
    private final LuaScript expire;
    private final LuaScript takeChanges;
    private final LuaScript updateService;

    public RedisPresence(Redis redis) {
        this.redis = redis;
        this.extendDuty = script("extend_duty", VALUE);
        this.endDuty = script("end_duty", INTEGER);
        this.renew = script("renew_duties", INTEGER);
        this.connect = script("connect_users", INTEGER);
        this.endLease = script("end_lease", INTEGER);
        this.expire = script("expire_leases", INTEGER);
        this.takeChanges = script("take_presence_changes", MULTI);
        this.updateService = script("update_service", INTEGER);
    }

    private LuaScript script(String name, ScriptOutputType output) {
        return LuaScript.of(redis, List.of("codec", "tally", "presence", name), output);
    }

    @Override
    public KefuStatus heartbeat(
            UserId kefu, User.Service service, @Nullable KefuStatus chosen, Instant now, Duration lease) {
        return extendDuty(kefu, service, chosen == null ? "" : chosen.word(), now, lease, HEARTBEAT);
    }

    @Override
    public KefuStatus logIn(UserId kefu, User.Service service, Instant now, Duration lease) {
        return extendDuty(kefu, service, "", now, lease, LOGIN);
    }

    private KefuStatus extendDuty(
            UserId kefu, User.Service service, String chosen, Instant now, Duration lease, String cause) {
        CompletionStage<Long> expired = expire(now, BATCH);
        CompletionStage<String> status = extendDuty.run(
                keys(now),
                kefu.value(),
                chosen,
                limit(service),
                skills(service),
                millis(now),
                millis(now.plus(lease)),
                redis.counting().keptForMillis(),
                cause);
        redis.await(expired);
        return KefuStatus.chosen(redis.await(status)).orElse(KefuStatus.OFFLINE);
    }

    @Override
    public boolean renew(Collection<UserId> kefu, Instant now, Duration lease) {
        String keptFor = redis.counting().keptForMillis();
        return inBatches(
                        kefu,
                        now,
                        batch -> renew.run(keys(now), arguments(batch, millis(now), millis(now.plus(lease)), keptFor)))
                > 0;
    }

    @Override
    public void updateService(UserId kefu, User.Service service) {
        redis.await(updateService.<Long>run(KEYS, kefu.value(), limit(service), skills(service)));
    }

    @Override
    public void endDuty(UserId kefu, Instant now) {
        redis.await(endDuty.<Long>run(
                keys(now),
                kefu.value(),
                millis(now),
                redis.counting().keptForMillis(),
                millis(now.minus(OFF_DUTY_KEPT_FOR))));
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
    public Leases leases(UserId user, Collection<String> nodes, Instant now) {
        CompletionStage<Long> expired = expire(now, BATCH);
        // A lease without a node is that of the heartbeats.
        String[] members = Stream.concat(Stream.of(""), nodes.stream())
                .map(node -> user + " " + node)
                .toArray(String[]::new);
        CompletionStage<List<Double>> ends = redis.commands().zmscore(DeskKeys.LEASES, members);
        CompletionStage<Optional<Double>> since =
                redis.commands().zscore(DeskKeys.ONLINE, user.value()).thenApply(Optional::ofNullable);
        CompletionStage<Optional<String>> duty =
                redis.commands().hget(DeskKeys.KEFU, user.value()).thenApply(Optional::ofNullable);
        redis.await(expired);
        Optional<Duty> known = redis.await(duty).map(Duty::parse);
        return new Leases(
                redis.await(since).map(RedisPresence::time),
                known.map(Duty::status),
                known.filter(kefu -> kefu.leaseEnd().isAfter(now)).isPresent(),
                redis.await(ends).stream()
                        .filter(Objects::nonNull)
                        .map(RedisPresence::time)
                        .max(Comparator.naturalOrder()));
    }

    private static Instant time(double millis) {
        return Instant.ofEpochMilli((long) millis);
    }

    @Override
    public void connect(String node, Collection<UserId> users, Instant now, Duration lease) {
        var unused = inBatches(
                users, now, batch -> connect.run(KEYS, arguments(batch, node, millis(now), millis(now.plus(lease)))));
    }

    @Override
    public void disconnect(String node, UserId user, Instant now) {
        CompletionStage<Long> expired = expire(now, BATCH);
        CompletionStage<Long> ended = endLease.run(KEYS, user.value(), node, millis(now));
        redis.await(expired);
        redis.await(ended);
    }

    @Override
    public Page<UserId> online(PageRequest page, Instant now) {
        long expired;
        Page<String> online;
        do {
            CompletionStage<Long> expiring = expire(now, BATCH);
            CompletionStage<Page<String>> listing = redis.page(DeskKeys.ONLINE, page);
            expired = redis.await(expiring);
            online = redis.await(listing);
        } while (expired == BATCH);
        return online.map(UserId::new);
    }

    @Override
    public List<Change> takeChanges(Instant now, Duration grace, int limit) {
        CompletionStage<Long> expired = expire(now, limit);
        Reply reply = redis.await(takeChanges
                .<Object>run(KEYS, millis(now.minus(grace)), Integer.toString(limit))
                .thenApply(Reply::of));
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < reply.items().size(); i += 3) {
            changes.add(new Change(
                    new UserId(reply.text(i)), reply.number(i + 1) == 1, Instant.ofEpochMilli(reply.number(i + 2))));
        }
        redis.await(expired);
        return changes;
    }

    private CompletionStage<Long> expire(Instant now, int limit) {
        return expire.run(KEYS, millis(now), Integer.toString(limit));
    }

    private long inBatches(Collection<UserId> users, Instant now, Function<List<UserId>, CompletionStage<Long>> step) {
        List<UserId> all = List.copyOf(users);
        List<CompletionStage<Long>> stages = new ArrayList<>();
        CompletionStage<Long> expired = expire(now, BATCH);
        for (int from = 0; from < all.size(); from += BATCH) {
            stages.add(step.apply(all.subList(from, Math.min(from + BATCH, all.size()))));
        }
        redis.await(expired);
        return stages.stream().mapToLong(redis::await).sum();
    }

    /** The keys of a script that also counts the online time of kefu. */
    private List<String> keys(Instant now) {
        return Stream.concat(
                        KEYS.stream(),
                        Stream.of(DeskKeys.onlineTime(redis.counting().zoneDay(now))))
                .toList();
    }

    private static String[] arguments(List<UserId> users, String... first) {
        return Stream.concat(Stream.of(first), users.stream().map(UserId::value))
                .toArray(String[]::new);
    }

    private static String limit(User.Service service) {
        return Integer.toString(service.maxSessions());
    }

    private static String skills(User.Service service) {
        return String.join(",", service.skills());
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
