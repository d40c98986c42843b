package io.kefu.websocket.connection;

import io.kefu.application.connection.port.RoomEvents;
import io.kefu.application.connection.port.RoomEvents.Said;
import io.kefu.domain.connection.Room;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which of this node's sockets are in which room. Any thread may call it. */
@Singleton
final class Rooms {
    private final RoomEvents events;
    private final Frames frames;
    private final Map<Room, Set<Connection>> members = new EnumMap<>(Room.class);

    Rooms(RoomEvents events, Frames frames) {
        this.events = events;
        this.frames = frames;
        for (Room room : Room.values()) {
            members.put(room, ConcurrentHashMap.newKeySet());
        }
    }

    @PostConstruct
    void listen() {
        // Fails with the node's start where Redis does not answer, as everything does then.
        events.follow(this::heard).toCompletableFuture().join();
    }

    void join(Room room, Connection connection) {
        in(room).add(connection);
    }

    void leave(Room room, Connection connection) {
        in(room).remove(connection);
    }

    void leaveAll(Connection connection) {
        members.values().forEach(all -> all.remove(connection));
    }

    /** The rooms that a socket is in. */
    Set<Room> of(Connection connection) {
        return members.entrySet().stream()
                .filter(room -> room.getValue().contains(connection))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many sockets are in each room. */
    Map<Room, Long> sizes() {
        return members.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, room ->
                (long) room.getValue().size()));
    }

    private void heard(Said said) {
        byte[] push = frames.write(ServerFrame.push(
                "room",
                new ServerFrame.RoomSaid(said.room().word(), said.by().value(), said.content(), said.timestamp())));
        in(said.room()).forEach(connection -> connection.hearInRoom(push, said.origin()));
    }

    private Set<Connection> in(Room room) {
        return members.getOrDefault(room, Set.of());
    }
}
