package io.kefu.redis.presence;

import io.kefu.application.presence.port.OpenSockets;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Fields;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sockets of the users of each node, in one hash per node, which expires if the node does not report any more. A socket is a
 * line of the field of its user: times of connection and of the last sign of life in ms, and the client.
 */
@Singleton
public record RedisOpenSockets(Redis redis) implements OpenSockets {
    private static final int SOCKET_FIELDS = 3;
    private static final int BATCH = 500;

    @Override
    public void report(String node, Map<UserId, List<OpenSocket>> sockets, Duration lease) {
        String key = GlobalKeys.socketsOfNode(node);
        Map<String, String> present = new HashMap<>();
        sockets.forEach((user, open) -> {
            if (!open.isEmpty()) {
                present.put(
                        user.value(), open.stream().map(RedisOpenSockets::text).collect(Collectors.joining("\n")));
            }
        });
        String[] gone = sockets.keySet().stream()
                .map(UserId::value)
                .filter(user -> !present.containsKey(user))
                .toArray(String[]::new);
        List<CompletionStage<Boolean>> sent = new ArrayList<>();
        // A single command with all sockets of a node would keep Redis busy for too long.
        List<String> users = List.copyOf(present.keySet());
        for (int i = 0; i < users.size(); i += BATCH) {
            Map<String, String> batch = users.subList(i, Math.min(i + BATCH, users.size())).stream()
                    .collect(Collectors.toMap(Function.identity(), present::get));
            sent.add(redis.commands().hset(key, batch).thenApply(done -> true));
        }
        if (gone.length > 0) {
            sent.add(redis.commands().hdel(key, gone).thenApply(done -> true));
        }
        sent.add(redis.commands().pexpire(key, lease.toMillis()));
        redis.awaitAll(sent.stream());
    }

    @Override
    public Map<String, List<OpenSocket>> of(UserId user) {
        List<String> nodes = redis.await(redis.commands().hkeys(DeskKeys.CONNECTIONS));
        List<String> texts = redis.awaitAll(nodes.stream()
                .map(node -> redis.commands()
                        .hget(GlobalKeys.socketsOfNode(node), user.value())
                        .thenApply(text -> text == null ? "" : text)));
        Map<String, List<OpenSocket>> byNode = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (!texts.get(i).isEmpty()) {
                byNode.put(
                        nodes.get(i),
                        Arrays.stream(texts.get(i).split("\n", -1))
                                .map(RedisOpenSockets::socket)
                                .toList());
            }
        }
        return byNode;
    }

    private static String text(OpenSocket socket) {
        return socket.connectedAt().toEpochMilli() + " " + socket.lastSeen().toEpochMilli() + " " + socket.client();
    }

    private static OpenSocket socket(String text) {
        String[] fields = text.split(" ", SOCKET_FIELDS);
        return new OpenSocket(Fields.time(fields[0]), Fields.time(fields[1]), fields[2]);
    }
}
