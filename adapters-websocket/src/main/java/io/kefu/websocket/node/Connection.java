package io.kefu.websocket.node;

import io.kefu.application.access.Principal;
import io.kefu.application.time.port.Ticker;
import io.kefu.domain.connection.Room;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.websocket.command.FrameCommands;
import io.kefu.websocket.command.FrameReader;
import io.kefu.websocket.command.RoomMembership;
import io.kefu.websocket.delivery.ClientOrigin;
import io.kefu.websocket.delivery.Delivery;
import io.kefu.websocket.delivery.DeliveryFactory;
import io.kefu.websocket.delivery.NewConnection;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.settings.WebSocketSettings;
import io.kefu.websocket.socket.ClientSocket;
import java.time.Instant;
import java.util.Set;

/**
 * One connection of one user, from the upgrade to the end of the socket. Joins its parts: the socket receives frames and
 * sends their answers, the delivery sends pushes, and rooms send their texts. All methods are called on the socket's event
 * loop, unless they say otherwise.
 */
final class Connection implements Delivery.Listener, RoomMembership, Rooms.Member {
    private final String id;
    private final Principal user;
    private final ClientOrigin from;
    private final Instant connectedAt;
    private final Rooms rooms;
    private final Delivery delivery;
    private final ClientSocket socket;
    private boolean isEnded;

    Connection(
            NewConnection connection,
            DeliveryFactory deliveries,
            FrameCommands commands,
            Rooms rooms,
            FrameJson json,
            WebSocketSettings settings,
            Instant connectedAt,
            Ticker ticker) {
        this.id = connection.id();
        this.user = connection.user();
        this.from = connection.from();
        this.connectedAt = connectedAt;
        this.rooms = rooms;
        this.delivery = deliveries.create(connection, this);
        FrameReader reader = new FrameReader(commands, json, connection, delivery, this);
        this.socket = new ClientSocket(connection.channel(), connection.outbound(), reader, delivery, settings, ticker);
    }

    @Override
    public String id() {
        return id;
    }

    /** The user, with the name at the time of the upgrade. */
    Principal user() {
        return user;
    }

    ClientOrigin from() {
        return from;
    }

    /** The socket as it is reported. */
    OpenSocket report(Instant now) {
        return new OpenSocket(connectedAt, now.minus(socket.silence()), from.client());
    }

    ClientSocket socket() {
        return socket;
    }

    Delivery delivery() {
        return delivery;
    }

    void open() {
        socket.start();
        delivery.start();
    }

    @Override
    public void greeted() {
        socket.openInbox();
    }

    @Override
    public void opened() {
        rooms.join(Room.of(user.role()), this);
    }

    @Override
    public void join(Room room) {
        if (!isEnded) {
            rooms.join(room, this);
        }
    }

    @Override
    public void leave(Room room) {
        rooms.leave(room, this);
    }

    @Override
    public Set<Room> joined() {
        return rooms.of(this);
    }

    /** Pushes the JSON of a frame, once the feeds are open. May be called on any thread. */
    @Override
    public void push(byte[] json) {
        delivery.push(json);
    }

    /** The socket is closed. */
    void end() {
        isEnded = true;
        socket.end();
        rooms.leaveAll(this);
        delivery.stop();
    }
}
