package io.kefu.redis.presence;

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

/** The nodes' counts as a hash; what a dead node left is removed by whoever counts after its lease. */
@Singleton
public final class RedisConnectionCounts implements ConnectionCounts {
    private static final Room[] ROOMS = Room.values();

    /** Whoever watches the service wants to hear within a second, recognising the caller included. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final Redis redis;

    public RedisConnectionCounts(Redis redis) {
        this.redis = redis;
    }

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
                redis.await(redis.commands().hgetall(CONNECTIONS), PATIENCE).entrySet()) {
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
