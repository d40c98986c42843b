package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.connection.port.RoomEvents;
import io.kefu.application.connection.port.RoomEvents.Said;
import java.util.function.Consumer;

/** Subscribes a node to the texts that are sent in all rooms, on all nodes. */
@UseCase
public final class SubscribeToRooms {
    private final RoomEvents events;

    public SubscribeToRooms(RoomEvents events) {
        this.events = events;
    }

    /**
     * Subscribes for the life of the node. Blocks until the subscription is active, and fails if the store does not
     * answer.
     *
     * @param listener called on a thread of the store that must not be blocked, with one event after the other
     */
    public void subscribe(Consumer<Said> listener) {
        events.subscribe(listener).toCompletableFuture().join();
    }
}
