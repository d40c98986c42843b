package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.connection.Connect;
import io.kefu.application.error.ErrorTexts;
import io.kefu.application.message.ConversationFeed;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.Message;
import io.kefu.websocket.frame.ClientFrame;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.micronaut.json.tree.JsonNode;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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
public final class Connection implements ConversationFeed.Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final int MISSED_BEATS = 2;

    /** How often the login is looked up, which also lets it last while the socket is in use. */
    private static final int BEATS_PER_CHECK = 20;

    private final String id;
    private final Principal user;
    private final String token;
    private final ErrorTexts texts;
    private final Channel channel;
    private final String node;
    private final Services services;
    private final PushCache pushes;
    private final Outbound outbound;
    private final Inbox inbox;
    private final Feeds feeds;
    private final FrameHandler handler;
    private final SessionNotices notices;
    private final FrameLimit limit;
    private volatile long heardAt;
    private @Nullable Subscription subscription;
    private boolean ended;

    /** Whether {@code connected} has been said; what happens before is told after it. */
    private boolean greeted;

    private final List<UserEvent> early = new ArrayList<>();
    private int beats;

    Connection(Opening opening, Services services, PushCache pushes) {
        this.id = opening.id();
        this.user = opening.user();
        this.token = opening.token();
        this.texts = opening.texts();
        this.channel = opening.channel();
        this.node = opening.node();
        this.services = services;
        this.pushes = pushes;
        this.outbound = new Outbound(channel, services.settings().maxQueueBytes());
        this.inbox = new Inbox(channel, this::handle);
        this.feeds = new Feeds(services, id, this, channel.eventLoop());
        this.handler = new FrameHandler(services, user, id, feeds);
        this.notices = new SessionNotices(services, user, feeds, this::send, channel.eventLoop());
        this.limit = new FrameLimit(services.settings());
        this.heardAt = services.clock().millis();
    }

    /** Who opens a socket, and where. */
    record Opening(String id, Principal user, String token, ErrorTexts texts, Channel channel, String node) {}

    /** Who is connected. */
    public Principal user() {
        return user;
    }

    /** When the peer last sent anything, a pong included, in milliseconds since 1970. */
    public long heardAt() {
        return heardAt;
    }

    void open() {
        services.events()
                .follow(user.id(), event -> channel.eventLoop().execute(() -> hear(event)))
                .thenApplyAsync(this::keep, channel.eventLoop())
                .thenApplyAsync(kept -> services.connect().connect(user, node), services.blocking())
                .thenComposeAsync(this::follow, channel.eventLoop())
                .whenCompleteAsync(this::greet, channel.eventLoop());
        scheduleBeat();
    }

    private Subscription keep(Subscription granted) {
        subscription = granted;
        if (ended) {
            granted.cancel();
        }
        return granted;
    }

    private CompletionStage<Connect.Greeting> follow(Connect.Greeting greeting) {
        return feeds.start(greeting.places()).thenApply(started -> greeting);
    }

    private void greet(Connect.@Nullable Greeting greeting, @Nullable Throwable failure) {
        if (greeting == null) {
            LOG.info("A socket could not be served: {}", String.valueOf(failure));
            close(CloseCode.FAULT);
            return;
        }
        List<ServerFrame.ConversationData> conversations =
                greeting.places().stream().map(Frames::conversation).toList();
        send(ServerFrame.push(
                "connected",
                new ServerFrame.Connected(
                        id,
                        user.id().value(),
                        services.clock().instant(),
                        services.settings().heartbeat().toSeconds(),
                        ThreadLocalRandom.current()
                                .nextLong(services.settings().reconnectAfter().toMillis() + 1),
                        greeting.sessions().stream().map(Frames::session).toList(),
                        conversations)));
        greeting.places().stream().map(place -> place.standing().conversation()).forEach(feeds::open);
        inbox.open();
        greeted = true;
        early.forEach(this::hear);
        early.clear();
        // The login may have ended after the upgrade and before its end could be heard of.
        checkToken();
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

    /** The peer is alive. */
    void heard() {
        heardAt = services.clock().millis();
    }

    /** Whether a frame of any kind may pass: pings have to be answered, and fragments joined, so they count as well. */
    boolean admits(WebSocketFrame frame) {
        if (limit.isExceeded()) {
            outbound.close(CloseCode.TOO_MANY);
            return false;
        }
        if (outbound.isFull()) {
            outbound.close(CloseCode.TOO_SLOW);
            return false;
        }
        if (frame instanceof BinaryWebSocketFrame) {
            outbound.close(CloseCode.NOT_TEXT);
            return false;
        }
        return true;
    }

    /** The socket takes more again, or takes no more. */
    void writabilityChanged() {
        if (outbound.isReady()) {
            feeds.resume();
        }
    }

    private CompletionStage<?> handle(byte[] text) {
        @Nullable JsonNode json = services.frames().read(text);
        @Nullable JsonNode frameId = ClientFrame.idOf(json);
        return answer(json)
                .exceptionally(failure -> Optional.of(refused(failure, frameId)))
                .thenAcceptAsync(frame -> frame.ifPresent(this::send), channel.eventLoop());
    }

    /** The answer to a frame; whatever goes wrong ends in the stage, so that the next frame has its turn. */
    private CompletionStage<Optional<ServerFrame>> answer(@Nullable JsonNode json) {
        try {
            if (json == null) {
                throw DomainException.invalid("frame", Reason.MALFORMED);
            }
            return handler.handle(ClientFrame.of(json));
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private ServerFrame refused(Throwable failure, @Nullable JsonNode frameId) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof DomainException refusal) {
            return Frames.error(refusal, texts, frameId);
        }
        LOG.error("A frame failed", cause);
        return Frames.error(DomainException.of(ErrorCode.INTERNAL_ERROR), texts, frameId);
    }

    private void hear(UserEvent event) {
        if (ended) {
            return;
        }
        if (!greeted && !(event instanceof UserEvent.LoggedOut)) {
            early.add(event);
            return;
        }
        switch (event) {
            case UserEvent.SessionChanged changed -> notices.changed(changed.session());
            case UserEvent.PairWritten written -> notices.written(written.by());
            case UserEvent.LoggedOut loggedOut -> checkToken();
            case UserEvent.Interrupted interrupted -> {
                checkToken();
                notices.everythingChanged();
            }
        }
    }

    private void checkToken() {
        services.recogniseToken()
                .recognise(token)
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

    /** The socket is closed. */
    void end() {
        ended = true;
        feeds.stop();
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void scheduleBeat() {
        Duration heartbeat = services.settings().heartbeat();
        var unused = channel.eventLoop().schedule(() -> beat(heartbeat), heartbeat.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat(Duration heartbeat) {
        if (ended) {
            return;
        }
        if (services.clock().millis() - heardAt >= MISSED_BEATS * heartbeat.toMillis()) {
            outbound.close(CloseCode.SILENT);
            return;
        }
        outbound.ping();
        beats++;
        if (beats % BEATS_PER_CHECK == 0) {
            checkToken();
        }
        scheduleBeat();
    }

    @Override
    public boolean isReady() {
        return outbound.isReady();
    }

    @Override
    public void receive(Message message, ConversationEvent.@Nullable Appended event) {
        try {
            outbound.send(
                    event == null ? services.frames().write(services.frames().message(message)) : pushes.of(event));
        } catch (RuntimeException failure) {
            // Going on would leave a hole.
            LOG.error("A message could not be written", failure);
            outbound.close(CloseCode.FAULT);
        }
    }

    @Override
    public void advanced(ConversationEvent.Advanced event) {
        if (!user.is(event.by())) {
            send(Frames.receipt(event));
        }
    }

    @Override
    public void failed(@Nullable Throwable failure) {
        LOG.debug("A conversation's log could not be read; trying again", failure);
        var unused = channel.eventLoop().schedule(feeds::resume, READ_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }
}
