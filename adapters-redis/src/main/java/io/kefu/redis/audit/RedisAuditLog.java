package io.kefu.redis.audit;

import static io.kefu.redis.index.CombinationIndex.ANY;

import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.index.CombinationIndex;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The audit log in one slot. Each entry is a text in a hash, and a member of an index by actor, action and target. The index has
 * a further dimension, the kind of actor, because entries of staff and of others are bounded separately; a list merges both.
 */
@Singleton
public final class RedisAuditLog implements AuditLog {
    private static final String STAFF = "staff";
    private static final String OTHERS = "others";

    private final Redis redis;
    private final InstantSource clock;
    private final CombinationIndex index;
    private final LuaScript add;
    private final LuaScript remove;

    public RedisAuditLog(Redis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
        this.index = new CombinationIndex(redis, GlobalKeys.AUDIT_INDEX_PREFIX);
        this.add = LuaScript.of(redis, "add_audit_entry", ScriptOutputType.MULTI);
        this.remove = LuaScript.of(redis, "remove_audit_entry", ScriptOutputType.INTEGER);
    }

    @Override
    public List<String> begin(List<Act> acts) {
        List<Reply> replies = redis.awaitAll(acts.stream().map(this::add));
        Map<String, String> exceeding = new LinkedHashMap<>();
        replies.forEach(reply -> exceeding.putAll(reply.list(1).fields()));
        remove(exceeding);
        return replies.stream().map(reply -> reply.text(0)).toList();
    }

    private CompletionStage<Reply> add(Act act) {
        Instant now = clock.instant();
        String kind = kind(act);
        String action = act.action().word();
        Stream<String> keys = Stream.of(
                GlobalKeys.AUDIT_NUMBER,
                GlobalKeys.AUDIT_ENTRIES,
                GlobalKeys.AUDIT_UNCONFIRMED,
                index.set(kind, ANY, ANY, ANY),
                index.set(kind, ANY, action, ANY));
        return add.<Object>run(
                        Stream.concat(keys, sets(act).stream()).toList(),
                        AuditRecord.text(act, now),
                        Long.toString(now.toEpochMilli()),
                        Integer.toString(act.isOfStaff() ? MAX_OF_STAFF : MAX_OF_OTHERS),
                        Long.toString(LIFETIME.toMillis()))
                .thenApply(Reply::of);
    }

    @Override
    public void confirm(List<String> ids) {
        redis.await(redis.commands().srem(GlobalKeys.AUDIT_UNCONFIRMED, ids.toArray(String[]::new)));
    }

    @Override
    public void withdraw(List<String> ids) {
        Map<String, String> texts = new LinkedHashMap<>();
        read(ids).forEach(entry -> texts.put(entry.getKey(), entry.getValueOrElse("")));
        remove(texts);
    }

    /** Removes entries, given by id and text. An entry whose text is empty was removed before. */
    private void remove(Map<String, String> entries) {
        redis.awaitAll(entries.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> remove.<Long>run(
                        Stream.concat(
                                        Stream.of(GlobalKeys.AUDIT_ENTRIES, GlobalKeys.AUDIT_UNCONFIRMED),
                                        sets(AuditRecord.entry(entry.getKey(), entry.getValue(), true)
                                                        .act())
                                                .stream())
                                .toList(),
                        entry.getKey())));
    }

    @Override
    public Page<Entry> list(Filter filter, TimeRange times, PageRequest page) {
        Instant oldest = clock.instant().minus(LIFETIME).plusMillis(1);
        TimeRange kept = times.to().isBefore(oldest)
                ? new TimeRange(times.to(), times.to())
                : new TimeRange(times.from().isBefore(oldest) ? oldest : times.from(), times.to());
        List<String> sets = Stream.of(STAFF, OTHERS)
                .map(kind -> index.set(
                        kind,
                        filter.actor() == null ? ANY : filter.actor().value(),
                        filter.action() == null ? ANY : filter.action().word(),
                        filter.target()))
                .toList();
        Page<String> ids = redis.await(index.page(sets, kept, page));
        return new Page<>(entries(ids.items()), ids.total());
    }

    private List<Entry> entries(List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        CompletionStage<List<Boolean>> unconfirmed =
                redis.commands().smismember(GlobalKeys.AUDIT_UNCONFIRMED, ids.toArray(String[]::new));
        List<KeyValue<String, String>> texts = read(ids);
        List<Boolean> isUnconfirmed = redis.await(unconfirmed);
        return IntStream.range(0, ids.size())
                .filter(i -> texts.get(i).hasValue())
                .mapToObj(i -> AuditRecord.entry(ids.get(i), texts.get(i).getValue(), !isUnconfirmed.get(i)))
                .toList();
    }

    private List<KeyValue<String, String>> read(List<String> ids) {
        return redis.await(redis.commands().hmget(GlobalKeys.AUDIT_ENTRIES, ids.toArray(String[]::new)));
    }

    private List<String> sets(Act act) {
        return index.setsOf(List.of(
                List.of(kind(act)),
                alternatives(act.actor() == null ? null : act.actor().value()),
                alternatives(act.action().word()),
                alternatives(act.target())));
    }

    private static List<String> alternatives(@Nullable String value) {
        return value == null || value.isEmpty() ? List.of(ANY) : List.of(ANY, value);
    }

    private static String kind(Act act) {
        return act.isOfStaff() ? STAFF : OTHERS;
    }
}
