package io.kefu.redis.health;

import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** RequiresOperation every master for its {@link ServerState}. */
public final class ServerStates {
    private static final String SINGLE = "redis";

    private ServerStates() {}

    /**
     * RequiresOperation the single server, or all masters of a Cluster. Fails if one of them does not answer.
     *
     * @param commands the commands of a single server or of a Cluster
     */
    public static CompletionStage<List<ServerState>> read(RedisClusterAsyncCommands<String, String> commands) {
        if (!(commands instanceof RedisAdvancedClusterAsyncCommands<String, String> cluster)) {
            return commands.info().thenApply(info -> List.of(ServerState.of(SINGLE, info)));
        }
        List<CompletableFuture<ServerState>> answers = new ArrayList<>();
        cluster.upstream()
                .commands()
                .info()
                .asMap()
                .forEach((node, info) -> answers.add(info.thenApply(text -> ServerState.of(address(node), text))
                        .toCompletableFuture()));
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
    }

    private static String address(RedisClusterNode node) {
        return node.getUri().getHost() + ":" + node.getUri().getPort();
    }
}
