package io.kefu.websocket.node;

import io.kefu.application.access.Principal;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.error.ErrorTexts;
import io.kefu.application.time.port.Ticker;
import io.kefu.websocket.command.FrameCommands;
import io.kefu.websocket.delivery.ClientOrigin;
import io.kefu.websocket.delivery.DeliveryFactory;
import io.kefu.websocket.delivery.NewConnection;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.settings.WebSocketSettings;
import io.kefu.websocket.socket.CloseCode;
import io.kefu.websocket.socket.Outbound;
import io.kefu.websocket.socket.RefusedSocket;
import io.kefu.websocket.socket.SocketMeters;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the connections of this node, and names the node. Thread-safe. */
@Singleton
final class ConnectionFactory {
    private static final int ID_LENGTH = 12;

    private final DeliveryFactory deliveries;
    private final FrameCommands commands;
    private final Rooms rooms;
    private final FrameJson json;
    private final WebSocketSettings settings;
    private final SocketMeters meters;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Secrets secrets;
    private final String node;

    ConnectionFactory(
            DeliveryFactory deliveries,
            FrameCommands commands,
            Rooms rooms,
            FrameJson json,
            WebSocketSettings settings,
            SocketMeters meters,
            InstantSource clock,
            Ticker ticker,
            Secrets secrets) {
        this.deliveries = deliveries;
        this.commands = commands;
        this.rooms = rooms;
        this.json = json;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.ticker = ticker;
        this.secrets = secrets;
        this.node = secrets.text(ID_LENGTH);
    }

    /** The name under which this node keeps its users online. */
    String node() {
        return node;
    }

    /** Makes the connection of a socket that was just upgraded. Called on the socket's event loop. */
    Connection create(
            Channel channel, Principal user, ClientOrigin from, String token, boolean resumes, ErrorTexts texts) {
        NewConnection connection = new NewConnection(
                secrets.text(ID_LENGTH), node, user, from, token, resumes, texts, channel, outbound(channel));
        return new Connection(connection, deliveries, commands, rooms, json, settings, clock.instant(), ticker);
    }

    /** Closes a socket whose login was refused. Called on the socket's event loop. */
    void refuse(Channel channel, CloseCode code) {
        RefusedSocket.close(channel, outbound(channel), code, settings);
    }

    private Outbound outbound(Channel channel) {
        return new Outbound(channel, json, settings.maxQueueBytes(), meters);
    }
}
