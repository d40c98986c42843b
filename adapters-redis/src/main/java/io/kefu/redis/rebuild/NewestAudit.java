package io.kefu.redis.rebuild;

import io.kefu.domain.message.Message;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.message.NewestLists;
import io.lettuce.core.ScoredValue;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the lists of newest messages with the logs: those of the house, of each kefu, and each kefu's colleagues. Who else
 * took part in what an admin wrote is in no log, so a list may hold more than is known here.
 */
final class NewestAudit {
    private static final Comparator<ScoredValue<String>> OLDEST_FIRST =
            Comparator.comparingDouble(ScoredValue<String>::getScore).thenComparing(ScoredValue::getValue);

    private final Redis redis;
    private final Findings findings;
    private final Map<String, PriorityQueue<ScoredValue<String>>> expected = new HashMap<>();
    private final Map<String, Map<String, Double>> partners = new HashMap<>();

    NewestAudit(Redis redis, Findings findings) {
        this.redis = redis;
        this.findings = findings;
    }

    /**
     * A message is there.
     *
     * @param customer the conversation's; empty for a pair
     */
    void expect(Message message, String customer) {
        ScoredValue<String> place = ScoredValue.just(
                (double) message.timestamp().toEpochMilli(),
                NewestLists.place(message.conversation().key(), Long.toString(message.seq())));
        add(RedisKeys.NEWEST, place);
        String from = message.from().value();
        String to = message.to() == null ? "" : message.to().value();
        Stream.of(from, to)
                .filter(user -> !user.isEmpty() && !user.equals(customer))
                .forEach(kefu -> add(RedisKeys.newestOfKefu(kefu), place));
        if (customer.isEmpty()) {
            partner(from, to, place.getScore());
            partner(to, from, place.getScore());
        }
    }

    private void partner(String kefu, String other, double time) {
        partners.computeIfAbsent(RedisKeys.partnersOf(kefu), list -> new HashMap<>())
                .merge(other, time, Math::max);
    }

    private void add(String list, ScoredValue<String> place) {
        PriorityQueue<ScoredValue<String>> newest =
                expected.computeIfAbsent(list, name -> new PriorityQueue<>(OLDEST_FIRST));
        newest.add(place);
        if (newest.size() > NewestLists.kept(list)) {
            newest.poll();
        }
    }

    /** Compares, once all messages are known. */
    void finish() {
        partners.forEach((list, times) -> times.forEach((kefu, time) -> add(list, ScoredValue.just(time, kefu))));
        expected.forEach((list, places) -> {
            Set<String> found = new HashSet<>(redis.await(redis.commands().zrange(list, 0, -1)));
            for (ScoredValue<String> place : places) {
                if (!found.contains(place.getValue())) {
                    findings.compare(
                            list + " " + place.getValue(),
                            "present",
                            "absent",
                            () -> redis.commands().zadd(list, place.getScore(), place.getValue()));
                }
            }
        });
    }
}
