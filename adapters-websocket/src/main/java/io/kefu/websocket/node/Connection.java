package io.kefu.websocket.node;

import io.kefu.application.access.Principal;
import io.kefu.application.session.port.Desk;
import io.kefu.application.time.port.Ticker;
import io.kefu.domain.connection.Room;
import io.kefu.domain.session.SessionId;
import io.kefu.websocket.command.FrameCommands;
import io.kefu.websocket.command.FrameReader;
import io.kefu.websocket.command.RoomMembership;
import io.kefu.websocket.delivery.Delivery;
import io.kefu.websocket.delivery.DeliveryFactory;
import io.kefu.websocket.delivery.NewConnection;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.settings.WebSocketSettings;
import io.kefu.websocket.socket.ClientSocket;
import io.kefu.websocket.socket.Outbound;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one user, from the upgrade to the end of the socket. Joins its parts: the socket receives frames and
 * sends their answers, the delivery sends pushes, and rooms send their texts. All methods are called on the socket's event
 * loop, unless they say otherwise.
 */
final class Connection implements Delivery.Listener, RoomMembership, Rooms.Member {
    private final String id;
    private final Principal user;
    private final Rooms rooms;
    private final Delivery delivery;
    private final ClientSocket socket;
    private boolean isEnded;

    Connection(
            NewConnection connection,
            Outbound outbound,
            DeliveryFactory deliveries,
            FrameCommands commands,
            Rooms rooms,
            FrameJson json,
            WebSocketSettings settings,
            Ticker ticker) {
        this.id = connection.id();
        this.user = connection.user();
        this.rooms = rooms;
        this.delivery = deliveries.create(connection, outbound, this);
        FrameReader reader = new FrameReader(commands, json, connection, delivery, this);
        this.socket = new ClientSocket(connection.channel(), outbound, reader, delivery, settings, ticker);
    }

    @Override
    public String id() {
        return id;
    }

    /** The user, with the name at the time of the upgrade. */
    Principal user() {
        return user;
    }

    ClientSocket socket() {
        return socket;
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

    /** Whether the client has sent nothing for this long, or longer. May be called on any thread. */
    boolean isSilentFor(Duration time) {
        return socket.isSilentFor(time);
    }

    /** The customer's session that waits, as far as the client knows; null if there is none. May be called on any thread. */
    @Nullable
    SessionId waitingSession() {
        return delivery.waitingSession();
    }

    /** Notifies the client of changes of the queue. May be called on any thread. */
    void queueChanged(Desk.Queue queue) {
        delivery.queueChanged(queue);
    }

    /** Closes the socket because the store's data were replaced. May be called on any thread. */
    void storeReplaced() {
        delivery.storeReplaced();
    }

    /** The socket is closed. */
    void end() {
        isEnded = true;
        socket.end();
        rooms.leaveAll(this);
        delivery.stop();
    }
}
