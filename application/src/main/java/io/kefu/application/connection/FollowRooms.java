package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.connection.port.RoomEvents;
import io.kefu.application.connection.port.RoomEvents.Said;
import java.util.function.Consumer;

/** Lets a node hear what is said in all rooms, on whichever node. */
@UseCase
public final class FollowRooms {
    private final RoomEvents events;

    public FollowRooms(RoomEvents events) {
        this.events = events;
    }

    /**
     * Subscribes for the life of the node. Blocks until the subscription stands, and fails if the store does not answer.
     *
     * @param listener called on a thread of the store that must not be blocked, with one event after the other
     */
    public void follow(Consumer<Said> listener) {
        events.follow(listener).toCompletableFuture().join();
    }
}
