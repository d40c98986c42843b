package io.kefu.redis.rebuild;

import io.kefu.redis.Redis;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects differences, and repairs them. */
final class Findings {
    /** The maximum number of differences that are described. Further differences are only counted. */
    private static final int MAX_DESCRIBED = 1_000;

    private final Redis redis;
    private final List<String> differences = new ArrayList<>();
    private long count;

    Findings(Redis redis) {
        this.redis = redis;
    }

    /** Compares two values. If they differ, the repair is run. */
    void compare(
            String where,
            @Nullable Object expected,
            @Nullable Object found,
            Supplier<? extends CompletionStage<?>> repair) {
        if (!Objects.equals(expected, found)) {
            report(where + ": " + found + " instead of " + expected);
            redis.await(repair.get());
        }
    }

    /** Adds a difference that cannot be repaired. */
    void report(String difference) {
        count++;
        if (differences.size() < MAX_DESCRIBED) {
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
