package io.kefu.websocket.delivery;

import io.kefu.application.connection.Connect.Greeting;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.SessionId;
import io.kefu.websocket.settings.WebSocketSettings;
import io.kefu.websocket.socket.CatchUpPermit;
import io.kefu.websocket.socket.ClientSocket;
import io.kefu.websocket.socket.CloseCode;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes to one client what happens in the conversations and to the sessions of its user. All methods are called on the
 * socket's event loop, unless they say otherwise.
 *
 * <p>It subscribes before it reads: first to the events of the user, then to each conversation. Then it sends the greeting,
 * and only then it opens the feeds. If the client resumes, the feeds open after the first {@link #resume}.
 */
public final class Delivery implements ClientSocket.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** The login is read each time after this many pings. Reading a login also renews it. */
    private static final int PINGS_PER_CHECK = 20;

    private final NewConnection connection;
    private final WebSocketSettings settings;
    private final CatchUpPermit permit;
    private final Login login;
    private final Feeds feeds;
    private final PongReceipts pongReceipts;
    private final SessionNotifications notifications;
    private final UserEventHandler userEvents;
    private final Resumption resumption;
    private final Listener listener;
    private boolean isOpen;
    private boolean isStopped;

    Delivery(
            NewConnection connection,
            WebSocketSettings settings,
            CatchUpPermit permit,
            Login login,
            Feeds feeds,
            SessionNotifications notifications,
            UserEventHandler userEvents,
            Resumption resumption,
            Listener listener) {
        this.connection = connection;
        this.settings = settings;
        this.permit = permit;
        this.login = login;
        this.feeds = feeds;
        this.pongReceipts = new PongReceipts(feeds);
        this.notifications = notifications;
        this.userEvents = userEvents;
        this.resumption = resumption;
        this.listener = listener;
    }

    /** Receives the progress of a delivery. Called on the socket's event loop. */
    public interface Listener {
        /** The greeting was sent. The client's frames can be handled. */
        void greeted();

        /** Pushes are sent from now on. */
        void opened();
    }

    /** Starts once the gate has a free permit. */
    public void start() {
        permit.acquire(this::connect);
    }

    private void connect() {
        if (isStopped) {
            permit.release();
            return;
        }
        userEvents
                .connect()
                .thenComposeAsync(this::follow, connection.loop())
                .whenCompleteAsync(this::greet, connection.loop());
    }

    private CompletionStage<Greeting> follow(Greeting greeting) {
        return feeds.startAll(greeting.conversations())
                .thenCombine(feeds.startAll(greeting.quiet()), (named, quiet) -> greeting);
    }

    private void greet(@Nullable Greeting greeting, @Nullable Throwable failure) {
        if (greeting == null) {
            LOG.info("Could not connect a socket: {}", String.valueOf(failure));
            connection.outbound().close(CloseCode.FAULT);
            permit.release();
            return;
        }
        notifications.greet(greeting, settings);
        if (connection.resumes()) {
            permit.release();
        } else {
            open();
        }
        listener.greeted();
        // The login may have ended after the upgrade, and before the subscription to its events.
        login.check();
    }

    private void open() {
        isOpen = true;
        if (!isStopped) {
            listener.opened();
        }
        feeds.open();
        if (!connection.outbound().isReady()) {
            permit.release();
        }
        userEvents.open();
        var unused = feeds.caughtUp().whenCompleteAsync((done, failure) -> permit.release(), connection.loop());
    }

    /**
     * Continues conversations after the positions that the client names. Opens the feeds if they are not open yet.
     *
     * @param positions for each conversation the seq up to which the client has all entries
     */
    public CompletionStage<Void> resume(Map<ConversationId, Long> positions) {
        return resumption
                .resume(positions)
                .thenRunAsync(
                        () -> {
                            if (!isOpen) {
                                permit.acquire(this::openWithPermit);
                            }
                        },
                        connection.loop());
    }

    private void openWithPermit() {
        if (isStopped || isOpen) {
            permit.release();
        } else {
            open();
        }
    }

    /** Stops everything. Called once the socket is closed. */
    public void stop() {
        isStopped = true;
        feeds.stopAll();
        notifications.stop();
        userEvents.stop();
        permit.release();
    }

    @Override
    public void beforePing(long number) {
        pongReceipts.beforePing();
        if (number % PINGS_PER_CHECK == 0) {
            login.check();
        }
    }

    @Override
    public void ponged() {
        pongReceipts.ponged();
    }

    @Override
    public void writabilityChanged() {
        if (connection.outbound().isReady()) {
            feeds.resume();
        } else {
            // The rest of the catch-up is sent at the pace at which the client reads.
            permit.release();
        }
    }

    /** The login of the connection. May be called on any thread. */
    public Login login() {
        return login;
    }

    /** Remembers a message that this connection sent, so that it is not sent back. */
    public void sent(Message message) {
        feeds.sent(message);
    }

    /** Whether the connection follows a conversation. */
    public boolean follows(ConversationId conversation) {
        return feeds.follows(conversation);
    }

    /**
     * Advances the cursors of the user's side of a conversation, as the client reports them. 0 leaves a cursor unchanged.
     */
    public CompletionStage<Cursors> report(ConversationId conversation, Cursors cursors) {
        pongReceipts.clientReports();
        return feeds.report(conversation, cursors);
    }

    /** Pushes the JSON of a frame, if the feeds are open. May be called on any thread. */
    public void push(byte[] json) {
        connection.loop().execute(() -> {
            if (isOpen) {
                connection.outbound().send(json);
            }
        });
    }

    /** The customer's session that waits, as far as the client knows; null if there is none. May be called on any thread. */
    public @Nullable SessionId waitingSession() {
        return notifications.waitingSession();
    }

    /** Notifies the client of changes of the queue. May be called on any thread. */
    public void queueChanged(Desk.Queue queue) {
        connection.loop().execute(() -> {
            if (isOpen && !isStopped) {
                notifications.queueChanged(queue);
            }
        });
    }
}
