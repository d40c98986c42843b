package io.kefu.websocket.delivery;

import io.kefu.application.access.RecogniseToken;
import io.kefu.application.connection.Connect;
import io.kefu.application.connection.ListOwnConversations;
import io.kefu.application.connection.ReadChangedSession;
import io.kefu.application.connection.ReadPairConversation;
import io.kefu.application.message.AdvanceCursor;
import io.kefu.application.message.FollowConversation;
import io.kefu.application.message.ReadFormerConversation;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.settings.WebSocketSettings;
import io.kefu.websocket.socket.CatchUpGate;
import io.kefu.websocket.socket.CatchUpPermit;
import io.kefu.websocket.socket.SocketMeters;
import io.kefu.websocket.trace.SocketSpans;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes the delivery of each connection. Thread-safe. */
@Singleton
public final class DeliveryFactory {
    private final Connect connect;
    private final RecogniseToken recogniseToken;
    private final ListOwnConversations listOwnConversations;
    private final ReadChangedSession readChangedSession;
    private final ReadPairConversation readPairConversation;
    private final FollowConversation followConversation;
    private final ReadFormerConversation readFormerConversation;
    private final AdvanceCursor advanceCursor;
    private final Frames frames;
    private final PushCache pushCache;
    private final SocketMeters meters;
    private final WebSocketSettings settings;
    private final InstantSource clock;
    private final @Nullable SocketSpans spans;
    private final Executor blocking;
    private final CatchUpGate gate;

    DeliveryFactory(
            Connect connect,
            RecogniseToken recogniseToken,
            ListOwnConversations listOwnConversations,
            ReadChangedSession readChangedSession,
            ReadPairConversation readPairConversation,
            FollowConversation followConversation,
            ReadFormerConversation readFormerConversation,
            AdvanceCursor advanceCursor,
            Frames frames,
            FrameJson json,
            SocketMeters meters,
            WebSocketSettings settings,
            InstantSource clock,
            @Nullable SocketSpans spans,
            @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.connect = connect;
        this.recogniseToken = recogniseToken;
        this.listOwnConversations = listOwnConversations;
        this.readChangedSession = readChangedSession;
        this.readPairConversation = readPairConversation;
        this.followConversation = followConversation;
        this.readFormerConversation = readFormerConversation;
        this.advanceCursor = advanceCursor;
        this.frames = frames;
        this.pushCache = new PushCache(frames, json);
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
        this.spans = spans;
        this.blocking = blocking;
        this.gate = new CatchUpGate(settings.parallelCatchUps());
    }

    /** Makes the delivery of a connection. Called on the socket's event loop. */
    public Delivery create(NewConnection connection, Delivery.Listener listener) {
        ConversationPushes pushes = new ConversationPushes(connection, frames, pushCache, meters, clock, spans);
        Feeds feeds = new Feeds(followConversation, advanceCursor, connection, pushes);
        Login login = new Login(recogniseToken, connection);
        SessionNotifications notifications = new SessionNotifications(
                readChangedSession,
                readPairConversation,
                listOwnConversations,
                connection,
                feeds,
                frames,
                clock,
                blocking);
        return new Delivery(
                connection,
                settings,
                new CatchUpPermit(gate, connection.loop()),
                login,
                feeds,
                notifications,
                new UserEventHandler(connect, connection, notifications, login, blocking),
                new Resumption(listOwnConversations, readFormerConversation, connection, feeds, pushes, blocking),
                listener);
    }
}
