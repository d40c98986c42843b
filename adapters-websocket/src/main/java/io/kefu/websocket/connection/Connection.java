package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.connection.Connect;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.connection.Room;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.socket.CloseCode;
import io.kefu.websocket.socket.Gate;
import io.kefu.websocket.socket.GatePass;
import io.kefu.websocket.socket.Inbox;
import io.kefu.websocket.socket.Outbound;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket of one user, from its upgrade to its end. Everything runs on the socket's event loop, so nothing here needs
 * a lock; what may block runs elsewhere and comes back.
 *
 * <p>It subscribes before it reads: to the user's channel, then to each conversation, then it says {@code connected},
 * and only then do the logs flow and are the client's frames handled.
 */
public final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Opening opening;
    private final Principal user;
    private final Channel channel;
    private final Services services;
    private final Shared shared;
    private final Outbound outbound;
    private final Inbox inbox;
    private final Feeds feeds;
    private final SessionNotices notices;
    private final UserFeed userFeed;
    private final Resumption resumption;
    private final Heartbeat heartbeat;
    private final LoginCheck loginCheck;
    private final GatePass gate;
    private boolean ended;
    private boolean goesAway;
    private boolean peerCloses;

    /** Whether the logs flow; before that nothing is told. */
    private boolean flows;

    Connection(Opening opening, Services services, Shared shared) {
        this.opening = opening;
        this.user = opening.user();
        this.channel = opening.channel();
        this.services = services;
        this.shared = shared;
        this.outbound = new Outbound(channel, services.settings().maxQueueBytes(), services.meters());
        this.feeds = new Feeds(services, user, opening.id(), outbound::isReady, channel.eventLoop());
        Delivery delivery = new Delivery(services, opening, shared.pushes(), outbound, this::resumeAfter);
        feeds.leadTo(delivery);
        FrameHandler handler = new FrameHandler(services, user, this, feeds, shared.rooms());
        FrameReader reader = new FrameReader(services.frames(), opening.texts(), handler, channel.eventLoop());
        this.inbox = new Inbox(channel, reader, this::send, outbound::isClosing);
        this.notices = new SessionNotices(services, user, feeds, this::send, channel.eventLoop());
        this.resumption = new Resumption(services, user, feeds, delivery, channel.eventLoop());
        this.loginCheck = new LoginCheck(
                services.recogniseToken(), opening.token(), outbound, handler::recognised, channel.eventLoop());
        this.userFeed =
                new UserFeed(user.id(), services.events(), notices, loginCheck, handler::renamed, channel.eventLoop());
        this.heartbeat = new Heartbeat(services, outbound, feeds, channel, loginCheck);
        this.gate = new GatePass(shared.gate(), channel.eventLoop());
    }

    /** What the connections of a node have in common. */
    record Shared(PushCache pushes, Rooms rooms, Gate gate) {}

    String id() {
        return opening.id();
    }

    /**
     * The user of the connection, with the name at the time of the upgrade. {@link FrameHandler} knows the present
     * name.
     */
    public Principal user() {
        return user;
    }

    Executor loop() {
        return channel.eventLoop();
    }

    Outbound outbound() {
        return outbound;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    void open() {
        if (ended) {
            return;
        }
        heartbeat.start();
        gate.enter(this::begin);
    }

    private void begin() {
        if (ended) {
            gate.leave();
            return;
        }
        userFeed.start()
                .thenApplyAsync(started -> services.connect().connect(user, opening.node()), services.blocking())
                .thenComposeAsync(this::follow, channel.eventLoop())
                .whenCompleteAsync(this::greet, channel.eventLoop());
    }

    private CompletionStage<Connect.Greeting> follow(Connect.Greeting greeting) {
        return feeds.start(greeting.places()).thenCombine(feeds.start(greeting.quiet()), (places, quiet) -> greeting);
    }

    private void greet(Connect.@Nullable Greeting greeting, @Nullable Throwable failure) {
        if (greeting == null) {
            LOG.info("A socket could not be served: {}", String.valueOf(failure));
            close(CloseCode.FAULT);
            gate.leave();
            return;
        }
        notices.know(greeting.sessions());
        notices.know(greeting.unnamed());
        send(Frames.connected(
                opening.id(),
                user,
                greeting,
                services.clock().instant(),
                services.settings().heartbeat(),
                Duration.ofMillis(ThreadLocalRandom.current()
                        .nextLong(services.settings().reconnectAfter().toMillis() + 1))));
        if (!opening.resumes()) {
            flow();
        } else {
            gate.leave();
        }
        inbox.open();
        // The login may have ended after the upgrade and before its end could be heard of.
        loginCheck.run();
    }

    private void flow() {
        flows = true;
        if (!ended) {
            shared.rooms().join(Room.of(user.role()), this);
        }
        feeds.open();
        if (!outbound.isReady()) {
            gate.leave();
        }
        userFeed.open();
        var unused = feeds.caughtUp().whenCompleteAsync((done, failure) -> gate.leave(), channel.eventLoop());
    }

    /** Goes on from where the client says that it is. */
    CompletionStage<Void> resume(Map<ConversationId, Long> positions) {
        return resumption
                .resume(positions)
                .thenRunAsync(
                        () -> {
                            if (!flows) {
                                gate.enter(this::flowInGate);
                            }
                        },
                        channel.eventLoop());
    }

    private void flowInGate() {
        if (ended || flows) {
            gate.leave();
        } else {
            flow();
        }
    }

    /** A client's message has come in. */
    public void receive(byte[] frame) {
        if (ended) {
            return;
        }
        if (frame.length > services.settings().maxFrameBytes()) {
            close(CloseCode.TOO_BIG);
            return;
        }
        inbox.offer(frame);
    }

    /** The client says by itself what has arrived. */
    void reports() {
        heartbeat.peerReports();
    }

    /** The socket takes more again, or takes no more. */
    void writabilityChanged() {
        outbound.moved();
        if (outbound.isReady()) {
            feeds.resume();
        } else {
            // What is left of the catch-up goes at the reader's pace.
            gate.leave();
        }
    }

    private void resumeAfter(Duration pause) {
        var unused = channel.eventLoop().schedule(feeds::resume, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something was said in a room that the socket is in. May be called on any thread. */
    void hearInRoom(byte[] push, String origin) {
        if (!opening.id().equals(origin)) {
            tell(push);
        }
    }

    /** Joins a room, unless the socket is closed. */
    void join(Room room) {
        if (!ended) {
            shared.rooms().join(room, this);
        }
    }

    /** Tells the client something. May be called on any thread. */
    void tell(byte[] push) {
        channel.eventLoop().execute(() -> {
            if (flows) {
                outbound.send(push);
            }
        });
    }

    /** Tells the client what is news to it of the queue. May be called on any thread. */
    void tellQueue(Desk.Queue queue) {
        channel.eventLoop().execute(() -> {
            if (flows && !ended) {
                notices.queue(queue);
            }
        });
    }

    SessionNotices notices() {
        return notices;
    }

    private void send(ServerFrame frame) {
        outbound.send(services.frames().write(frame));
    }

    /**
     * Closes the socket. May be called on any thread. A call on the socket's event loop takes effect before it returns.
     */
    public void close(CloseCode code) {
        onLoop(() -> outbound.close(code));
    }

    /** Closes the socket because the client broke the protocol. Called on the socket's event loop. */
    public void fail(WebSocketCloseStatus status) {
        outbound.fail(CloseCode.of(status));
    }

    /**
     * Handles a close frame of the client. If the service has sent one already, the connection ends. Otherwise the
     * service first answers the frames that came before, for at most {@link Outbound#CLOSE_WITHIN}, and then echoes the
     * close frame.
     *
     * @param code the code of the frame; -1 if it has none
     */
    void closedByPeer(int code) {
        peerCloses = true;
        if (outbound.isClosing()) {
            outbound.finished();
        } else if (code >= 0 && !CloseCode.isValidFromPeer(code)) {
            outbound.fail(CloseCode.PROTOCOL_ERROR);
        } else {
            inbox.finish(() -> outbound.answerClose(code));
            var unused = channel.eventLoop()
                    .schedule(
                            () -> outbound.answerClose(code), Outbound.CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    /**
     * Closes the socket because the store's data were replaced, so that the state of the connection is no longer valid.
     */
    void storeReplaced() {
        loginCheck.close();
    }

    /** Answers what has come in and closes the socket then, with this advice. May be called on any thread. */
    void goAway(Duration reconnectAfter) {
        String reason = "going away; reconnect after " + reconnectAfter.toMillis() + " ms";
        channel.eventLoop().execute(() -> {
            if (peerCloses) {
                return;
            }
            goesAway = true;
            if (!inbox.isOpen()) {
                inbox.clear();
            }
            inbox.finish(() -> outbound.close(CloseCode.GOING_AWAY, reason));
        });
    }

    /** Whether there is still something to answer or to say to a peer that is sent away. */
    boolean isGoingAway() {
        return goesAway && !outbound.mayEnd();
    }

    /** The socket is closed. */
    void end() {
        ended = true;
        inbox.clear();
        heartbeat.end();
        shared.rooms().leaveAll(this);
        feeds.stop();
        notices.end();
        userFeed.stop();
        gate.leave();
    }
}
