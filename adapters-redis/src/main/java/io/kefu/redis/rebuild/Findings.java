package io.kefu.redis.rebuild;

import io.kefu.redis.Redis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
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

    /** Reports the members of a sorted set that are not expected, and removes them. */
    void removeUnexpected(String sortedSet, Set<String> found, Predicate<String> isExpected) {
        found.stream()
                .filter(isExpected.negate())
                .forEach(member -> compare(
                        sortedSet + " " + member,
                        "absent",
                        "present",
                        () -> redis.commands().zrem(sortedSet, member)));
    }

    /** Reports the expected members of a sorted set that it lacks, and adds them with their scores. */
    void addMissing(String sortedSet, Map<String, Double> expected, Predicate<String> isFound) {
        expected.forEach((member, score) -> {
            if (!isFound.test(member)) {
                compare(
                        sortedSet + " " + member,
                        "present",
                        "absent",
                        () -> redis.commands().zadd(sortedSet, score, member));
            }
        });
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
