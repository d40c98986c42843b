package io.kefu.redis.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.redis.testing.RedisCluster;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Tests a driver with one thread and a Cluster without replicas. */
@EnabledIfSystemProperty(named = "kefu.test.redis", matches = "cluster")
class MastersIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void doesNotBlockTheThreadThatMustConnect() {
        ClientResources resources = ClientResources.builder()
                .eventLoopGroupProvider(new DefaultEventLoopGroupProvider(1))
                .build();
        try (RedisClusterClient client = RedisClusterClient.create(
                        resources, RedisCluster.shared().uris());
                StatefulRedisClusterConnection<String, String> connection = client.connect()) {
            Masters masters = Masters.cluster(client.connect());
            // The driver's only thread completes this stage, after the timeout of WAIT.
            CompletionStage<Long> answered = connection.async().waitForReplication(1, 200);
            assertThat(answered.thenCompose(replicas -> masters.commands("key"))
                            .thenCompose(commands -> commands.ping()))
                    .succeedsWithin(TIMEOUT)
                    .isEqualTo("PONG");
        } finally {
            var unused = resources.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }
}
