package io.kefu.redis.message;

import io.kefu.application.connection.port.RoomEvents;
import io.kefu.domain.connection.Room;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What is said in rooms, on a channel that every node hears. */
@Singleton
public final class RedisRoomEvents implements RoomEvents {
    private static final int FIELDS = 5;

    private final Redis redis;
    private final Channels channels;

    public RedisRoomEvents(Redis redis, Channels channels) {
        this.redis = redis;
        this.channels = channels;
    }

    @Override
    public CompletionStage<Void> follow(Consumer<Said> listener) {
        // What is missed while the connection is away is gone: rooms keep nothing.
        Channels.Decoder<Optional<Said>> decoder =
                new Channels.Decoder<>(text -> Optional.of(read(text)), Optional.empty());
        return redis.guard(channels.follow(redis.keys().rooms(), decoder, said -> said.ifPresent(listener))
                .thenAccept(forTheNodesLife -> {}));
    }

    @Override
    public CompletionStage<Void> say(Said said) {
        String text = String.join(
                "\n",
                said.room().word(),
                said.by().value(),
                Long.toString(said.timestamp().toEpochMilli()),
                said.origin(),
                said.content());
        return redis.guard(redis.publish(redis.keys().rooms(), text)).thenAccept(heard -> {});
    }

    private static Optional<Said> read(String text) {
        String[] fields = text.split("\n", FIELDS);
        return Optional.of(new Said(
                Room.ofWord(fields[0]),
                new UserId(fields[1]),
                fields[4],
                Instant.ofEpochMilli(Long.parseLong(fields[2])),
                fields[3]));
    }
}
