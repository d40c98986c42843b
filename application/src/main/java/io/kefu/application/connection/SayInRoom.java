package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.port.RoomEvents;
import io.kefu.domain.connection.Room;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Draft;
import io.kefu.domain.text.Texts;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends a text to all sockets in a room, on all nodes. It is not stored. */
@UseCase
public final class SayInRoom {
    private final RoomEvents events;
    private final InstantSource clock;

    public SayInRoom(RoomEvents events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sends the text. Does not block. The stage fails with a {@code DomainException}: {@link ErrorCode#FORBIDDEN} for a
     * room that the connection has not joined, {@link ErrorCode#INVALID_PARAMETER} for a text that is blank or too long.
     *
     * @param joined the rooms that the connection has joined
     * @param origin the id of the connection
     */
    public CompletionStage<Void> say(Principal caller, Room room, Set<Room> joined, String content, String origin) {
        try {
            Operation.USE_ROOMS.requireAllowed(caller);
            Texts.requireNotBlank("content", content, Draft.MAX_CONTENT);
            if (!joined.contains(room)) {
                throw DomainException.of(ErrorCode.FORBIDDEN);
            }
            return events.say(new RoomEvents.Said(room, caller.id(), content, clock.instant(), origin));
        } catch (DomainException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }
}
