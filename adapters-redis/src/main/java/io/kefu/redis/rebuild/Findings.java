package io.kefu.redis.rebuild;

import io.kefu.redis.Redis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what differs, and mends it on the way. */
final class Findings {
    /** How many differences are told; more than that are counted. */
    private static final int KEPT = 1_000;

    private final Redis redis;
    private final List<String> differences = new ArrayList<>();
    private long count;

    Findings(Redis redis) {
        this.redis = redis;
    }

    /** Two values must be equal; the mending makes them so. */
    void compare(
            String where,
            @Nullable Object expected,
            @Nullable Object found,
            Supplier<? extends CompletionStage<?>> mending) {
        if (!Objects.equals(expected, found)) {
            differs(where + ": " + found + " instead of " + expected);
            redis.await(mending.get());
        }
    }

    /** Something is wrong that nothing can mend. */
    void differs(String difference) {
        count++;
        if (differences.size() < KEPT) {
            differences.add(difference);
        }
    }

    List<String> differences() {
        return List.copyOf(differences);
    }

    long count() {
        return count;
    }
}
