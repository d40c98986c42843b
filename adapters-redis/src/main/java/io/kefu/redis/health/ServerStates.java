package io.kefu.redis.health;

import io.kefu.redis.Redis;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Asks every master for its {@link ServerState}. */
public final class ServerStates {
    private static final String SINGLE = "redis";

    private ServerStates() {}

    /**
     * Asks the single server, or all masters of a Cluster. Fails if one of them does not answer.
     *
     * @param commands the commands of a single server or of a Cluster
     */
    public static CompletionStage<List<ServerState>> read(RedisClusterAsyncCommands<String, String> commands) {
        if (!(commands instanceof RedisAdvancedClusterAsyncCommands<String, String> cluster)) {
            return commands.info().thenApply(info -> List.of(ServerState.of(SINGLE, info)));
        }
        return Redis.all(cluster.upstream().commands().info().asMap().entrySet().stream()
                .map(node -> node.getValue().thenApply(info -> ServerState.of(address(node.getKey()), info))));
    }

    private static String address(RedisClusterNode node) {
        return node.getUri().getHost() + ":" + node.getUri().getPort();
    }
}
