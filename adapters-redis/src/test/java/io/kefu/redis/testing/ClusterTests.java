package io.kefu.redis.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Whether the tests run on a Redis Cluster, which is the case if the system property {@code kefu.test.redis} is {@code cluster}.
 * If no {@code redis-server} can run a Cluster, the tests are skipped, and a line is printed.
 */
public final class ClusterTests implements ExecutionCondition {
    private static final boolean WANTED = "cluster".equals(System.getProperty("kefu.test.redis"));

    /** Whether the tests are to run on a Redis Cluster. */
    public static boolean areWanted() {
        return WANTED;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!WANTED) {
            return ConditionEvaluationResult.enabled("One server does");
        }
        boolean possible = context.getRoot()
                .getStore(Namespace.create(ClusterTests.class))
                .getOrComputeIfAbsent(ClusterTests.class, key -> look(), Boolean.class);
        return possible
                ? ConditionEvaluationResult.enabled("There is a redis-server of version 7 or newer")
                : ConditionEvaluationResult.disabled("No redis-server of version 7 or newer on the PATH");
    }

    private static boolean look() {
        boolean possible = RedisBinary.ofClusters().isPresent();
        if (!possible) {
            System.err.println("==== SKIPPED: the tests on a Redis Cluster, for want of a redis-server of version 7"
                    + " or newer on the PATH ====");
        }
        return possible;
    }
}
