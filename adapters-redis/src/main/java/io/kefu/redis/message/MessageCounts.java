package io.kefu.redis.message;

import io.kefu.domain.analytics.Histogram;
import io.kefu.redis.Counting;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums up messages for the counts of their partition. {@code docs/redis-keys.md} explains the fields of counts. */
final class MessageCounts {
    private MessageCounts() {}

    /** The numbers to add, by the key of the hash and by the field. */
    static Map<String, Map<String, Long>> of(List<QueuedMessage> messages, Redis redis, int partition) {
        RedisKeys keys = redis.keys();
        Map<String, Map<String, Long>> counts = new HashMap<>();
        for (QueuedMessage message : messages) {
            if (!message.type().isEmpty()) {
                String messagesOfDay = keys.counts(partition, Counting.day(message.time()));
                add(counts, messagesOfDay, Counting.quarter(message.time()) + message.type());
            }
            if (!message.author().isEmpty()) {
                String workOfDay = keys.work(partition, redis.counting().zoneDay(message.time()));
                add(counts, workOfDay, message.author() + " m");
                if (!message.responseTime().isEmpty()) {
                    Duration responseTime = Duration.ofMillis(Long.parseLong(message.responseTime()));
                    add(counts, workOfDay, message.author() + " f" + Histogram.bucketOf(responseTime));
                }
            }
        }
        return counts;
    }

    private static void add(Map<String, Map<String, Long>> counts, String hash, String field) {
        counts.computeIfAbsent(hash, key -> new HashMap<>()).merge(field, 1L, Long::sum);
    }
}
