package io.kefu.application.connection.port;

import io.kefu.domain.connection.Room;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Publishes texts in rooms, to all nodes. A text is not stored: a socket that is not in the room never gets it. Never blocks. */
public interface RoomEvents {

    /**
     * Subscribes to the texts of all rooms, for the life of the node. The listener is called on a thread of the store that
     * must not be blocked, with one text after the other.
     */
    CompletionStage<Void> subscribe(Consumer<Said> listener);

    /** Publishes a text. Fails with a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}. */
    CompletionStage<Void> say(Said said);

    /**
     * A text in a room.
     *
     * @param origin the id of the connection that sent it
     */
    record Said(Room room, UserId by, String content, Instant timestamp, String origin) {}
}
