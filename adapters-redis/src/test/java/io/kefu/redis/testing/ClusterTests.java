package io.kefu.redis.testing;

/** Whether the tests run on a Redis Cluster, which is the case if the system property {@code kefu.test.redis} is {@code cluster}. */
public final class ClusterTests {
    private static final boolean WANTED = "cluster".equals(System.getProperty("kefu.test.redis"));

    private ClusterTests() {}

    /** Whether the tests are to run on a Redis Cluster. */
    public static boolean areWanted() {
        return WANTED;
    }
}
