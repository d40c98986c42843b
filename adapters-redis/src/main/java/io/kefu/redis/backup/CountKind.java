package io.kefu.redis.backup;

import io.kefu.redis.RedisKeys;
import java.util.Arrays;
import java.util.Optional;

/** The two kinds of counts that each partition keeps per day. */
enum CountKind {
    /** Messages and closed sessions. */
    COUNTS("counts", RedisKeys.ALL_COUNTS),
    /** The work of the kefu, and the queue. */
    WORK("work", RedisKeys.ALL_WORK);

    private final String word;
    private final String pattern;

    CountKind(String word, String pattern) {
        this.word = word;
        this.pattern = pattern;
    }

    static Optional<CountKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** The name in keys. */
    String word() {
        return word;
    }

    /** A pattern for the keys of all partitions and days. */
    String pattern() {
        return pattern;
    }

    /** The key of a partition's counts of a day. */
    String key(RedisKeys keys, int partition, long day) {
        return switch (this) {
            case COUNTS -> keys.counts(partition, day);
            case WORK -> keys.work(partition, day);
        };
    }
}
