package io.kefu.websocket.node;

import io.kefu.application.connection.SubscribeToRooms;
import io.kefu.application.connection.port.RoomEvents.Said;
import io.kefu.domain.connection.Room;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.frame.ServerFrame;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The members of each room, among the connections of this node. Thread-safe. */
@Singleton
final class Rooms {
    private final SubscribeToRooms subscribeToRooms;
    private final FrameJson json;
    private final Map<Room, Set<Member>> members = new EnumMap<>(Room.class);

    Rooms(SubscribeToRooms subscribeToRooms, FrameJson json) {
        this.subscribeToRooms = subscribeToRooms;
        this.json = json;
        for (Room room : Room.values()) {
            members.put(room, ConcurrentHashMap.newKeySet());
        }
    }

    /** A connection that can be in rooms. */
    interface Member {
        String id();

        /** Pushes the JSON of a frame. May be called on any thread. */
        void push(byte[] json);
    }

    @PostConstruct
    void subscribe() {
        subscribeToRooms.subscribe(this::push);
    }

    void join(Room room, Member member) {
        in(room).add(member);
    }

    void leave(Room room, Member member) {
        in(room).remove(member);
    }

    void leaveAll(Member member) {
        members.values().forEach(all -> all.remove(member));
    }

    Set<Room> of(Member member) {
        return members.entrySet().stream()
                .filter(room -> room.getValue().contains(member))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    Map<Room, Long> sizes() {
        return members.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, room ->
                (long) room.getValue().size()));
    }

    private void push(Said said) {
        byte[] push = json.write(ServerFrame.push(
                "room",
                new ServerFrame.RoomSaid(said.room().word(), said.by().value(), said.content(), said.timestamp())));
        for (Member member : in(said.room())) {
            if (!member.id().equals(said.origin())) {
                member.push(push);
            }
        }
    }

    private Set<Member> in(Room room) {
        return members.getOrDefault(room, Set.of());
    }
}
