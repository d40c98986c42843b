package io.kefu.application.connection.port;

import io.kefu.domain.connection.Room;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What is said in rooms, on whichever node. It is not kept: whoever is not there misses it. Never blocks. */
public interface RoomEvents {

    /**
     * Hears what is said in all rooms from now on, for the life of the node. The listener is called on a thread of the
     * store's that must not be blocked, one event after the other.
     */
    CompletionStage<Void> follow(Consumer<Said> listener);

    /** Says something in a room. Fails with a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}. */
    CompletionStage<Void> say(Said said);

    /**
     * Something that was said.
     *
     * @param origin the connection that said it
     */
    record Said(Room room, UserId by, String content, Instant timestamp, String origin) {}
}
