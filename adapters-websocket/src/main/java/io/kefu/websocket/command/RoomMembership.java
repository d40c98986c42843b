package io.kefu.websocket.command;

import io.kefu.domain.connection.Room;
import java.util.Set;

/** The rooms of one connection. */
public interface RoomMembership {
    /** Joins a room, unless the socket is closed. */
    void join(Room room);

    void leave(Room room);

    /** The rooms that the connection has joined. */
    Set<Room> joined();
}
