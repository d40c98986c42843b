package io.kefu.redis.user;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.OncePerWindow;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.ZAddArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores each user as a hash, and indexes of their ids by creation and by activity. All of them are in one slot. */
@Singleton
public final class RedisUserStore implements UserStore {
    /** The last activity of a user is written at most once in this time. */
    private static final Duration TOUCH_WINDOW = Duration.ofMinutes(1);

    private static final String ALL = "all";
    private static final ZAddArgs ONLY_LATER = ZAddArgs.Builder.xx().gt();

    private final Redis redis;
    private final RedisClusterAsyncCommands<String, String> commands;
    private final LuaScript create;
    private final LuaScript update;
    private final LuaScript delete;
    private final OncePerWindow touched = new OncePerWindow();

    public RedisUserStore(Redis redis) {
        this.redis = redis;
        this.commands = redis.commands();
        this.create = LuaScript.of(redis, "create_user", ScriptOutputType.INTEGER);
        this.update = LuaScript.of(redis, "update_user", ScriptOutputType.INTEGER);
        this.delete = LuaScript.of(redis, "delete_user", ScriptOutputType.INTEGER);
    }

    @Override
    public boolean create(User user, Optional<String> passwordHash) {
        if (user.id().resemblesReservedWord()) {
            return false;
        }
        List<String> keys = List.of(
                GlobalKeys.user(user.id()),
                GlobalKeys.usersByCreation(ALL),
                GlobalKeys.usersByCreation(user.role().word()),
                GlobalKeys.USERS_BY_ACTIVITY,
                GlobalKeys.STAFF_BY_ACTIVITY,
                GlobalKeys.resting(user.id()),
                GlobalKeys.STAFF_IDS);
        List<String> arguments = new ArrayList<>(List.of(
                user.id().value(),
                String.valueOf(user.createdAt().toEpochMilli()),
                String.valueOf(user.lastActive().toEpochMilli()),
                user.role().isStaff() ? "1" : "0"));
        arguments.addAll(UserRecord.write(user, 1, passwordHash));
        return redis.await(create.<Long>run(keys, arguments.toArray(String[]::new))) == 1;
    }

    @Override
    public boolean isReserved(UserId id) {
        return id.resemblesReservedWord()
                || redis.await(
                        commands.sismember(GlobalKeys.STAFF_IDS, id.value().toLowerCase(Locale.ROOT)));
    }

    @Override
    public Optional<User> find(UserId id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    @Override
    public Map<UserId, User> findAll(Collection<UserId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<UserId> wanted = ids.stream().distinct().toList();
        List<RedisFuture<List<KeyValue<String, String>>>> records = wanted.stream()
                .map(id -> commands.hmget(GlobalKeys.user(id), UserRecord.fields()))
                .toList();
        List<Double> lastActive = redis.await(commands.zmscore(
                GlobalKeys.USERS_BY_ACTIVITY, wanted.stream().map(UserId::value).toArray(String[]::new)));
        Map<UserId, User> found = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            UserId id = wanted.get(i);
            UserRecord.read(id, redis.await(records.get(i)), lastActive.get(i))
                    .ifPresent(record -> found.put(id, record.user()));
        }
        return found;
    }

    @Override
    public Optional<Credentials> credentials(UserId id) {
        return read(id, UserRecord.fieldsAndPasswordHash())
                .map(record -> new Credentials(record.user(), record.passwordHash()));
    }

    @Override
    public Optional<User> update(UserId id, User.Change change, Optional<String> passwordHash) {
        while (true) {
            Optional<UserRecord> known = read(id, UserRecord.fields());
            if (known.isEmpty()) {
                return Optional.empty();
            }
            User changed = known.get().user().changed(change);
            if (replace(known.get(), changed, passwordHash)) {
                return Optional.of(changed);
            }
        }
    }

    private Optional<UserRecord> read(UserId id, String... fields) {
        RedisFuture<Double> lastActive = commands.zscore(GlobalKeys.USERS_BY_ACTIVITY, id.value());
        RedisFuture<List<KeyValue<String, String>>> record = commands.hmget(GlobalKeys.user(id), fields);
        return redis.await(record.thenCombine(lastActive, (values, at) -> UserRecord.read(id, values, at)));
    }

    /** Writes the changed user, unless another call has changed the record meanwhile. */
    private boolean replace(UserRecord known, User changed, Optional<String> passwordHash) {
        List<String> keys = List.of(
                GlobalKeys.user(changed.id()),
                GlobalKeys.usersByCreation(known.user().role().word()),
                GlobalKeys.usersByCreation(changed.role().word()));
        List<String> arguments = new ArrayList<>(List.of(
                changed.id().value(),
                String.valueOf(changed.createdAt().toEpochMilli()),
                UserRecord.VERSION,
                String.valueOf(known.version())));
        arguments.addAll(UserRecord.write(changed, known.version() + 1, passwordHash));
        return redis.await(update.<Long>run(keys, arguments.toArray(String[]::new))) == 1;
    }

    @Override
    public void touch(UserId id, Instant at) {
        if (touched.markIfNew(id, at, TOUCH_WINDOW)) {
            raise(GlobalKeys.USERS_BY_ACTIVITY, id, at);
            raise(GlobalKeys.STAFF_BY_ACTIVITY, id, at);
            raise(GlobalKeys.ANONYMOUS_BY_ACTIVITY, id, at);
        }
    }

    /** Has no effect on a user who is not in the index. */
    private void raise(String index, UserId id, Instant at) {
        var unused = commands.zadd(index, ONLY_LATER, (double) at.toEpochMilli(), id.value());
    }

    @Override
    public void addAnonymous(User user) {
        redis.await(commands.zadd(
                GlobalKeys.ANONYMOUS_BY_ACTIVITY,
                (double) user.lastActive().toEpochMilli(),
                user.id().value()));
    }

    @Override
    public void removeAnonymous(UserId id) {
        redis.await(commands.zrem(GlobalKeys.ANONYMOUS_BY_ACTIVITY, id.value()));
    }

    @Override
    public List<UserId> inactiveAnonymous(Instant before, int limit) {
        Range<Long> older = Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(before.toEpochMilli()));
        return redis.await(commands.zrangebyscore(GlobalKeys.ANONYMOUS_BY_ACTIVITY, older, Limit.from(limit))).stream()
                .map(UserId::new)
                .toList();
    }

    @Override
    public void delete(UserId id) {
        redis.await(delete.<Long>run(
                List.of(
                        GlobalKeys.user(id),
                        GlobalKeys.knownAddresses(id),
                        GlobalKeys.resting(id),
                        GlobalKeys.STAFF_IDS,
                        GlobalKeys.STAFF_BY_ACTIVITY,
                        GlobalKeys.usersByCreation(ALL),
                        GlobalKeys.usersByCreation(Role.CUSTOMER.word()),
                        GlobalKeys.usersByCreation(Role.KEFU.word()),
                        GlobalKeys.usersByCreation(Role.ADMIN.word()),
                        GlobalKeys.USERS_BY_ACTIVITY,
                        GlobalKeys.ANONYMOUS_BY_ACTIVITY),
                id.value(),
                String.valueOf(REST.toMillis())));
    }

    @Override
    public CustomerCounts countCustomers(Instant since) {
        Range<Long> newer = Range.from(Range.Boundary.including(since.toEpochMilli()), Range.Boundary.unbounded());
        RedisFuture<Long> staff = commands.zcount(GlobalKeys.STAFF_BY_ACTIVITY, newer);
        RedisFuture<Long> all = commands.zcount(GlobalKeys.USERS_BY_ACTIVITY, newer);
        RedisFuture<Long> created = commands.zcount(GlobalKeys.usersByCreation(Role.CUSTOMER.word()), newer);
        return new CustomerCounts(redis.await(all) - redis.await(staff), redis.await(created));
    }

    @Override
    public Page<User> page(@Nullable Role role, PageRequest page) {
        String index = GlobalKeys.usersByCreation(role == null ? ALL : role.word());
        Page<UserId> ids = redis.await(redis.page(index, page)).map(UserId::new);
        return new Page<>(List.copyOf(findAll(ids.items()).values()), ids.total());
    }
}
