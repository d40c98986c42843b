package io.kefu.redis.index;

import static io.kefu.redis.Fields.text;
import static io.kefu.redis.index.CombinationIndex.ANY;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The index of all sessions by state, kefu and tag. Its scripts and queue know the values of a session as one text: the state,
 * the kefu (empty for none) and the tags, separated by line breaks.
 *
 * <p>Most sessions are closed. A closed session is in the sets of the state {@code closed} only, and the few others are in the
 * sets of {@value #OPEN} besides those of their state, so that a list of all states merges two sets and a closed session needs
 * no set for it.
 *
 * <p>Changes arrive through the index queues of the partitions. Several nodes may handle the same queue, and a node may be late:
 * it has read some entries, and before it applies them another node applies these and later ones. The index therefore remembers
 * for each partition the last entry that was applied, and refuses changes of a node that has not read the queue since then.
 */
public final class SessionSets {
    private static final String OPEN = "open";
    private static final String CLOSED = "closed";

    private final Redis redis;
    private final CombinationIndex index;
    private final LuaScript apply;
    /** By partition: the last entry that this node knows to be applied. Read before the queue is read. */
    private final Map<Integer, String> lastApplied = new ConcurrentHashMap<>();

    public SessionSets(Redis redis) {
        this.redis = redis;
        this.index = new CombinationIndex(redis, GlobalKeys.SESSION_INDEX_PREFIX);
        this.apply = LuaScript.of(redis, "apply_session_changes", ScriptOutputType.VALUE);
    }

    /**
     * Applies changes from a queue, oldest first. Applying them again changes nothing. One round trip, none without changes.
     *
     * @param lastEntry the id of the last queue entry that the caller has read
     * @return false if another node has applied changes of this partition since this node did; then nothing was changed, and the
     *     caller must read the queue again
     */
    public CompletionStage<Boolean> apply(int partition, String lastEntry, List<SessionChange> changes) {
        if (changes.isEmpty()) {
            return CompletableFuture.completedStage(true);
        }
        List<String> keys = new ArrayList<>(List.of(GlobalKeys.SESSIONS_APPLIED, GlobalKeys.SESSION_TAGS));
        List<String> arguments = new ArrayList<>(
                List.of(Integer.toString(partition), lastApplied.getOrDefault(partition, ""), lastEntry));
        Map<String, List<SessionChange>> bySession = new LinkedHashMap<>();
        changes.forEach(change -> bySession
                .computeIfAbsent(change.member(), member -> new ArrayList<>())
                .add(change));
        bySession.forEach((member, ofSession) -> addCommands(member, ofSession, keys, arguments));
        return apply.<String>run(keys, arguments.toArray(String[]::new)).thenApply(known -> {
            lastApplied.put(partition, known);
            return known.equals(lastEntry);
        });
    }

    private void addCommands(String member, List<SessionChange> changes, List<String> keys, List<String> arguments) {
        SessionChange last = changes.getLast();
        Collection<String> present = setsOf(last.present());
        Set<String> former = new HashSet<>();
        changes.forEach(change -> {
            former.addAll(setsOf(change.former()));
            former.addAll(setsOf(change.present()));
        });
        former.removeAll(present);
        former.forEach(set -> {
            keys.add(set);
            arguments.addAll(List.of(member, ""));
        });
        present.forEach(set -> {
            keys.add(set);
            arguments.addAll(List.of(member, last.openedAt()));
        });
    }

    /** The values of a session with these fields of its hash, as {@code session.lua} computes them; empty without a state. */
    public static String values(Map<String, String> fields) {
        String tags = text(fields, "tags");
        return fields.containsKey("state")
                ? text(fields, "state") + "\n" + text(fields, "kefu") + (tags.isEmpty() ? "" : "\n" + tags)
                : "";
    }

    /** The keys of the sets that have a session with these values. */
    public List<String> setsOf(String values) {
        if (values.isEmpty()) {
            return List.of();
        }
        List<String> parts = List.of(values.split("\n", -1));
        String state = parts.get(0);
        String kefu = parts.get(1);
        List<String> tags = new ArrayList<>(parts.subList(2, parts.size()));
        tags.add(ANY);
        return index.setsOf(List.of(
                state.equals(CLOSED) ? List.of(CLOSED) : List.of(OPEN, state),
                kefu.isEmpty() ? List.of(ANY) : List.of(ANY, kefu),
                tags));
    }

    /**
     * The one or two sets that together have the sessions that fit a filter.
     *
     * @param state the word of the state; {@link CombinationIndex#ANY} for all
     */
    public List<String> matching(String state, String kefu, String tag) {
        return state.equals(ANY)
                ? List.of(index.set(CLOSED, kefu, tag), index.set(OPEN, kefu, tag))
                : List.of(index.set(state, kefu, tag));
    }

    /** How many sessions of these sets were opened in a range of time. One round trip. */
    public CompletionStage<Long> count(List<String> sets, TimeRange times) {
        Range<Long> opened = Range.from(
                Range.Boundary.including(times.from().toEpochMilli()),
                Range.Boundary.excluding(times.to().toEpochMilli()));
        return Redis.all(sets.stream().map(set -> redis.commands().zcount(set, opened)))
                .thenApply(counts -> counts.stream().mapToLong(Long::longValue).sum());
    }

    /** The tags with the most sessions of all times. One round trip. */
    public CompletionStage<List<String>> tags(int count) {
        return redis.commands().zrevrange(GlobalKeys.SESSION_TAGS, 0, count - 1L);
    }

    /** The tag whose sessions, served by any kefu, a set has; empty for other sets. */
    public Optional<String> tagOf(String set) {
        return Stream.of(CLOSED, OPEN)
                .map(state -> index.set(state, ANY, ""))
                .filter(prefix -> set.startsWith(prefix) && set.length() > prefix.length())
                .map(prefix -> set.substring(prefix.length()))
                .findFirst();
    }

    /** A page of these sets, newest first. One round trip. */
    public CompletionStage<Page<String>> page(List<String> sets, TimeRange times, PageRequest page) {
        return index.page(sets, times, page);
    }
}
