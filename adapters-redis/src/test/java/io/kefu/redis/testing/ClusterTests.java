package io.kefu.redis.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Whether the tests run on a Redis Cluster: with the system property {@code kefu.test.redis} set to {@code cluster}. Where
 * there is no program to start one with, they are skipped then, and a line says so.
 */
public final class ClusterTests implements ExecutionCondition {
    private static final boolean WANTED = "cluster".equals(System.getProperty("kefu.test.redis"));

    /** Whether they shall. */
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
