package io.kefu.redis.analytics;

import java.util.HashMap;
import java.util.Map;

/** The counts of one kefu, or of the queue, by their names in {@code docs/redis-keys.md}. */
final class WorkFields {
    private final Map<String, Long> sums = new HashMap<>();

    void add(String name, long count) {
        sums.merge(name, count, Long::sum);
    }

    /** The count with a name; 0 if there is none. */
    long of(String name) {
        return sums.getOrDefault(name, 0L);
    }

    /** The counts whose names consist of a letter and a number, by the number. */
    Map<Integer, Long> numbered(char letter) {
        Map<Integer, Long> numbered = new HashMap<>();
        sums.forEach((name, count) -> {
            if (name.charAt(0) == letter && name.length() > 1) {
                numbered.put(Integer.valueOf(name.substring(1)), count);
            }
        });
        return numbered;
    }
}
