package io.kefu.redis.analytics;

import java.util.HashMap;
import java.util.Map;

/** What one kefu did, or what the queue was like: sums by the names that the scripts give them. */
final class WorkFields {
    private final Map<String, Long> sums = new HashMap<>();

    void add(String name, long count) {
        sums.merge(name, count, Long::sum);
    }

    /** One sum. */
    long of(String name) {
        return sums.getOrDefault(name, 0L);
    }

    /** The sums whose names are this letter and a number, by the number. */
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
