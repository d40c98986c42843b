package io.kefu.redis.rebuild;

import io.kefu.domain.message.Message;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.message.NewestLists;
import io.lettuce.core.ScoredValue;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the lists of newest messages with the logs: the list of all conversations, the list of each kefu, and each kefu's
 * list of partners. A list may have more entries than this class expects, because a log does not tell which kefu served a
 * customer when an admin wrote.
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
     * Expects a message in the lists.
     *
     * @param customer the customer of the conversation; empty for a pair
     */
    void expect(Message message, String customer) {
        ScoredValue<String> reference = ScoredValue.just(
                (double) message.timestamp().toEpochMilli(),
                NewestLists.reference(message.conversation().key(), Long.toString(message.seq())));
        add(GlobalKeys.NEWEST, reference);
        String from = message.from().value();
        String to = message.to() == null ? "" : message.to().value();
        Stream.of(from, to)
                .filter(user -> !user.isEmpty() && !user.equals(customer))
                .forEach(kefu -> add(GlobalKeys.newestOfKefu(kefu), reference));
        if (customer.isEmpty()) {
            partner(from, to, reference.getScore());
            partner(to, from, reference.getScore());
        }
    }

    private void partner(String kefu, String other, double time) {
        partners.computeIfAbsent(GlobalKeys.partnersOf(kefu), list -> new HashMap<>())
                .merge(other, time, Math::max);
    }

    private void add(String list, ScoredValue<String> reference) {
        PriorityQueue<ScoredValue<String>> newest =
                expected.computeIfAbsent(list, name -> new PriorityQueue<>(OLDEST_FIRST));
        newest.add(reference);
        if (newest.size() > NewestLists.limit(list)) {
            newest.poll();
        }
    }

    /** Compares the lists after all messages were read. */
    void finish() {
        partners.forEach((list, times) -> times.forEach((kefu, time) -> add(list, ScoredValue.just(time, kefu))));
        expected.forEach((list, references) -> {
            Set<String> found = new HashSet<>(redis.await(redis.commands().zrange(list, 0, -1)));
            Map<String, Double> members =
                    references.stream().collect(Collectors.toMap(ScoredValue::getValue, ScoredValue::getScore));
            findings.addMissing(list, members, found::contains);
        });
    }
}
