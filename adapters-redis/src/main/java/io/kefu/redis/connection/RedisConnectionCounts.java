package io.kefu.redis.connection;

import static io.kefu.redis.DeskKeys.CONNECTIONS;

import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.domain.connection.Room;
import io.kefu.redis.Redis;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The nodes' counts in a hash. The first read after a node's lease ended removes the node's counts. */
@Singleton
public record RedisConnectionCounts(Redis redis) implements ConnectionCounts {
    private static final Room[] ROOMS = Room.values();

    /** Short, because a health check expects its answer within a second, including authentication. */
    private static final Duration TIMEOUT = Duration.ofMillis(400);

    @Override
    public void report(String node, Counts counts, Instant now, Duration lease) {
        String numbers = Stream.concat(
                        Stream.of(now.plus(lease).toEpochMilli(), counts.open(), counts.active()),
                        Arrays.stream(ROOMS).map(room -> counts.rooms().getOrDefault(room, 0L)))
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        redis.await(redis.commands().hset(CONNECTIONS, node, numbers));
    }

    @Override
    public Counts total(Instant now) {
        long open = 0;
        long active = 0;
        Map<Room, Long> rooms = new EnumMap<>(Room.class);
        Arrays.stream(ROOMS).forEach(room -> rooms.put(room, 0L));
        for (Map.Entry<String, String> node :
                redis.await(redis.commands().hgetall(CONNECTIONS), TIMEOUT).entrySet()) {
            long[] numbers = Arrays.stream(node.getValue().split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
            if (numbers[0] <= now.toEpochMilli()) {
                var unused = redis.commands().hdel(CONNECTIONS, node.getKey());
                continue;
            }
            open += numbers[1];
            active += numbers[2];
            for (int i = 0; i < ROOMS.length; i++) {
                rooms.merge(ROOMS[i], numbers[3 + i], Long::sum);
            }
        }
        return new Counts(open, active, rooms);
    }
}
