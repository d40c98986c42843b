package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.connection.Connect;
import io.kefu.application.error.ErrorTexts;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.domain.connection.Room;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.websocket.frame.ClientFrame;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.micronaut.json.tree.JsonNode;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

    /** The longest that a socket which begins may keep others waiting. */
    private static final Duration GATE_FOR = Duration.ofSeconds(5);

    private final Opening opening;
    private final Principal user;
    private final Channel channel;
    private final Services services;
    private final Shared shared;
    private final Outbound outbound;
    private final Inbox inbox;
    private final Feeds feeds;
    private final FrameHandler handler;
    private final SessionNotices notices;
    private final Resumption resumption;
    private final Heartbeat heartbeat;
    private @Nullable Subscription subscription;
    private boolean ended;
    private boolean inGate;
    private boolean goesAway;

    /** Whether the logs flow; what happens before is told after that. */
    private boolean flows;

    private final Set<UserEvent> early = new LinkedHashSet<>();

    Connection(Opening opening, Services services, Shared shared) {
        this.opening = opening;
        this.user = opening.user();
        this.channel = opening.channel();
        this.services = services;
        this.shared = shared;
        this.outbound = new Outbound(channel, services.settings().maxQueueBytes());
        this.inbox = new Inbox(channel, this::read, this::send, outbound::isClosing);
        this.feeds = new Feeds(services, opening.id(), outbound::isReady, channel.eventLoop());
        Delivery delivery = new Delivery(services, user, shared.pushes(), outbound, this::resumeAfter);
        feeds.leadTo(delivery);
        this.handler = new FrameHandler(services, user, this, feeds, shared.rooms());
        this.notices = new SessionNotices(services, user, feeds, this::send, channel.eventLoop());
        this.resumption = new Resumption(services, user, feeds, delivery, channel.eventLoop(), this::refuse);
        this.heartbeat = new Heartbeat(services, user, outbound, feeds, channel, this::checkToken);
    }

    /**
     * Who opens a socket, and where.
     *
     * @param resumes whether nothing is to be sent before the client has said where it is
     */
    record Opening(
            String id, Principal user, String token, boolean resumes, ErrorTexts texts, Channel channel, String node) {}

    /** What the connections of a node have in common. */
    record Shared(PushCache pushes, Rooms rooms, Gate gate) {}

    String id() {
        return opening.id();
    }

    /** Who is connected. */
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
        shared.gate().enter(() -> channel.eventLoop().execute(this::enter));
    }

    private void enter() {
        inGate = true;
        if (ended) {
            leaveGate();
            return;
        }
        // Whatever becomes of it, others wait for the place.
        var unused = channel.eventLoop().schedule(this::leaveGate, GATE_FOR.toMillis(), TimeUnit.MILLISECONDS);
        services.events()
                .follow(user.id(), event -> channel.eventLoop().execute(() -> hear(event)))
                .thenApplyAsync(this::keep, channel.eventLoop())
                .thenApplyAsync(kept -> services.connect().connect(user, opening.node()), services.blocking())
                .thenComposeAsync(this::follow, channel.eventLoop())
                .whenCompleteAsync(this::greet, channel.eventLoop());
    }

    private void leaveGate() {
        if (inGate) {
            inGate = false;
            shared.gate().leave();
        }
    }

    private Subscription keep(Subscription granted) {
        subscription = granted;
        if (ended) {
            granted.cancel();
        }
        return granted;
    }

    private CompletionStage<Connect.Greeting> follow(Connect.Greeting greeting) {
        return feeds.start(greeting.places()).thenCombine(feeds.start(greeting.quiet()), (places, quiet) -> greeting);
    }

    private void greet(Connect.@Nullable Greeting greeting, @Nullable Throwable failure) {
        if (greeting == null) {
            LOG.info("A socket could not be served: {}", String.valueOf(failure));
            close(CloseCode.FAULT);
            leaveGate();
            return;
        }
        notices.know(greeting.sessions());
        List<ServerFrame.ConversationData> conversations =
                greeting.places().stream().map(Frames::conversation).toList();
        send(ServerFrame.push(
                "connected",
                new ServerFrame.Connected(
                        opening.id(),
                        user.id().value(),
                        services.clock().instant(),
                        services.settings().heartbeat().toSeconds(),
                        ThreadLocalRandom.current()
                                .nextLong(services.settings().reconnectAfter().toMillis() + 1),
                        greeting.sessions().stream().map(Frames::session).toList(),
                        conversations)));
        if (!opening.resumes()) {
            flow();
        } else {
            leaveGate();
        }
        inbox.open();
        // The login may have ended after the upgrade and before its end could be heard of.
        checkToken();
    }

    private void flow() {
        flows = true;
        if (!ended) {
            shared.rooms().join(Room.of(user.role()), this);
        }
        feeds.open();
        if (!outbound.isReady()) {
            leaveGate();
        }
        early.forEach(this::hear);
        early.clear();
        var unused = feeds.caughtUp().whenCompleteAsync((done, failure) -> leaveGate(), channel.eventLoop());
    }

    /** Goes on from where the client says that it is. */
    CompletionStage<Void> resume(Map<ConversationId, Long> positions) {
        return resumption
                .resume(positions)
                .thenRunAsync(
                        () -> {
                            if (!flows) {
                                shared.gate().enter(() -> channel.eventLoop().execute(this::flowInGate));
                            }
                        },
                        channel.eventLoop());
    }

    private void flowInGate() {
        inGate = true;
        if (ended || flows) {
            leaveGate();
        } else {
            flow();
        }
    }

    private void refuse(DomainException refusal, ConversationId conversation) {
        send(ServerFrame.push(
                "error",
                new ServerFrame.Refused(
                        refusal.code().name(),
                        opening.texts().of(refusal.code()),
                        Map.of("conversation_id", conversation.value()))));
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
            leaveGate();
        }
    }

    private void resumeAfter(Duration pause) {
        var unused = channel.eventLoop().schedule(feeds::resume, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Inbox.Work read(byte[] text) {
        @Nullable JsonNode json = services.frames().read(text);
        try {
            if (json == null) {
                throw DomainException.invalid("frame", Reason.MALFORMED);
            }
            return new FrameWork(ClientFrame.of(json));
        } catch (DomainException refusal) {
            return new RefusedWork(Frames.error(refusal, opening.texts(), ClientFrame.idOf(json)));
        }
    }

    /** What a frame asks for; whatever goes wrong ends in the answer, so that the next frame has its turn. */
    private final class FrameWork implements Inbox.Work {
        private final ClientFrame frame;

        FrameWork(ClientFrame frame) {
            this.frame = frame;
        }

        @Override
        public boolean mayOverlap() {
            return handler.mayOverlap(frame);
        }

        @Override
        public CompletionStage<Optional<ServerFrame>> begin(@Nullable CompletionStage<?> before) {
            CompletableFuture<Optional<ServerFrame>> answer = new CompletableFuture<>();
            handle(before)
                    .whenComplete((frameOrNone, failure) -> onLoop(() -> answer.complete(
                            failure == null ? frameOrNone : Optional.of(refused(failure, frame.id())))));
            return answer;
        }

        private CompletionStage<Optional<ServerFrame>> handle(@Nullable CompletionStage<?> before) {
            try {
                return handler.handle(frame, before);
            } catch (RuntimeException failure) {
                return CompletableFuture.failedStage(failure);
            }
        }
    }

    /** What is no frame. */
    private record RefusedWork(ServerFrame error) implements Inbox.Work {
        @Override
        public boolean mayOverlap() {
            return false;
        }

        @Override
        public CompletionStage<Optional<ServerFrame>> begin(@Nullable CompletionStage<?> before) {
            return CompletableFuture.completedStage(Optional.of(error));
        }
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    private ServerFrame refused(Throwable failure, @Nullable JsonNode frameId) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DomainException refusal) {
            return Frames.error(refusal, opening.texts(), frameId);
        }
        LOG.error("A frame failed", cause);
        return Frames.error(DomainException.of(ErrorCode.INTERNAL_ERROR), opening.texts(), frameId);
    }

    private void hear(UserEvent event) {
        if (ended) {
            return;
        }
        if (!flows && !(event instanceof UserEvent.LoggedOut)) {
            early.add(event);
            return;
        }
        switch (event) {
            case UserEvent.SessionChanged changed -> notices.changed(changed.session());
            case UserEvent.PairWritten written -> notices.written(written.other());
            case UserEvent.LoggedOut loggedOut -> checkToken();
            case UserEvent.Interrupted interrupted -> {
                checkToken();
                notices.everythingChanged();
            }
        }
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

    private void checkToken() {
        services.recogniseToken()
                .recognise(opening.token())
                .thenAcceptAsync(
                        holder -> {
                            if (holder.isEmpty()) {
                                close(CloseCode.LOGGED_OUT);
                            }
                        },
                        channel.eventLoop())
                .exceptionally(failure -> {
                    LOG.debug("A token could not be checked", failure);
                    return null;
                });
    }

    private void send(ServerFrame frame) {
        outbound.send(services.frames().write(frame));
    }

    /** Closes the socket. May be called on any thread. */
    public void close(CloseCode code) {
        channel.eventLoop().execute(() -> outbound.close(code));
    }

    /** Answers what has come in and closes the socket then, with this advice. May be called on any thread. */
    void goAway(Duration reconnectAfter) {
        String reason = "going away; reconnect after " + reconnectAfter.toMillis() + " ms";
        channel.eventLoop().execute(() -> {
            goesAway = true;
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
        leaveGate();
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
