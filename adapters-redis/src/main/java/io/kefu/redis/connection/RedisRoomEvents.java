package io.kefu.redis.connection;

import io.kefu.application.connection.port.RoomEvents;
import io.kefu.domain.connection.Room;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Fields;
import io.kefu.redis.Redis;
import io.kefu.redis.channel.Channels;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Messages in rooms, published on a channel to which every node subscribes. */
@Singleton
public record RedisRoomEvents(Redis redis, Channels channels) implements RoomEvents {
    private static final int FIELDS = 5;

    @Override
    public CompletionStage<Void> subscribe(Consumer<Said> listener) {
        // Messages that are published while the connection is interrupted are lost, because rooms store nothing.
        Channels.Decoder<Optional<Said>> decoder =
                new Channels.Decoder<>(text -> Optional.of(read(text)), Optional.empty());
        return redis.guard(channels.subscribe(redis.keys().rooms(), decoder, said -> said.ifPresent(listener))
                .thenAccept(untilTheNodeStops -> {}));
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
        return redis.guard(redis.publish(redis.keys().rooms(), text)).thenAccept(receivers -> {});
    }

    private static Optional<Said> read(String text) {
        String[] fields = text.split("\n", FIELDS);
        return Optional.of(
                new Said(Room.ofWord(fields[0]), new UserId(fields[1]), fields[4], Fields.time(fields[2]), fields[3]));
    }
}
