package io.kefu.redis.message;

import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ZAddArgs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Collects messages for the lists of newest messages and of partners. Adding a message again changes nothing. */
final class NewestAdditions {
    private static final Comparator<Map.Entry<String, Long>> NEWEST_FIRST = Map.Entry.<String, Long>comparingByValue()
            .thenComparing(Map.Entry.comparingByKey())
            .reversed();

    /** By list: the members to add, each with its time in milliseconds. */
    private final Map<String, Map<String, Long>> lists = new HashMap<>();

    void add(QueuedMessage message) {
        String reference = NewestLists.reference(message.conversation(), message.seq());
        long time = message.time().toEpochMilli();
        add(GlobalKeys.NEWEST, reference, time);
        for (String kefu : message.staff()) {
            add(GlobalKeys.newestOfKefu(kefu), reference, time);
        }
        if (message.isPair()) {
            String first = message.staff().getFirst();
            String second = message.staff().getLast();
            add(GlobalKeys.partnersOf(first), second, time);
            add(GlobalKeys.partnersOf(second), first, time);
        }
    }

    private void add(String list, String member, long time) {
        lists.computeIfAbsent(list, key -> new HashMap<>()).merge(member, time, Math::max);
    }

    /** Adds to the lists in Redis, and removes from each what exceeds its limit. Takes one round trip. */
    CompletableFuture<Void> write(Redis redis) {
        List<CompletableFuture<Long>> writes = new ArrayList<>();
        lists.forEach((list, members) -> {
            writes.add(redis.commands()
                    .zadd(list, ZAddArgs.Builder.gt(), newest(members, NewestLists.limit(list)))
                    .toCompletableFuture());
            writes.add(redis.commands()
                    .zremrangebyrank(list, 0, -NewestLists.limit(list) - 1L)
                    .toCompletableFuture());
        });
        return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new));
    }

    /** The newest members, up to the limit of the list. Older members would be removed from the list at once. */
    @SuppressWarnings("unchecked") // an array has no type arguments
    private static ScoredValue<String>[] newest(Map<String, Long> members, int limit) {
        var all = members.entrySet().stream();
        return (members.size() > limit ? all.sorted(NEWEST_FIRST).limit(limit) : all)
                .map(member -> ScoredValue.just(member.getValue(), member.getKey()))
                .toArray(ScoredValue[]::new);
    }
}
