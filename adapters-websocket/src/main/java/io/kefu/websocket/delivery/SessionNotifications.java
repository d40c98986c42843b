package io.kefu.websocket.delivery;

import io.kefu.application.access.Principal;
import io.kefu.application.connection.Connect;
import io.kefu.application.connection.ListOwnConversations;
import io.kefu.application.connection.ReadChangedSession;
import io.kefu.application.connection.ReadChangedSession.Changed;
import io.kefu.application.connection.ReadPairConversation;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.ConversationView;
import io.kefu.application.session.ReadSession;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.delivery.Feeds.Upcoming;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.Notification;
import io.kefu.websocket.frame.ServerFrame.SessionData;
import io.kefu.websocket.settings.WebSocketSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies one client of the sessions of its user, and follows the conversations of the sessions that are assigned to the
 * user. All methods except {@link #waitingSession} are called on the socket's event loop.
 */
final class SessionNotifications {
    private static final Logger LOG = LoggerFactory.getLogger(SessionNotifications.class);

    private final ReadChangedSession readChangedSession;
    private final ReadPairConversation readPairConversation;
    private final ListOwnConversations listOwnConversations;
    private final NewConnection connection;
    private final Principal user;
    private final Feeds feeds;
    private final Frames frames;
    private final InstantSource clock;
    private final RetryingReads reads;

    /** The open sessions, as the client was last notified of them. Only the event loop changes the map. */
    private final Map<SessionId, ReadSession.Found> notified = new ConcurrentHashMap<>();

    /** The length of the queue of which the client, a kefu, was last notified. */
    private int notifiedQueueLength;

    /** The session of whose end the client was last notified. */
    private @Nullable SessionId lastClosed;

    private CompletionStage<@Nullable Void> lastChange = CompletableFuture.completedStage(null);

    SessionNotifications(
            ReadChangedSession readChangedSession,
            ReadPairConversation readPairConversation,
            ListOwnConversations listOwnConversations,
            NewConnection connection,
            Feeds feeds,
            Frames frames,
            InstantSource clock,
            Executor blocking) {
        this.readChangedSession = readChangedSession;
        this.readPairConversation = readPairConversation;
        this.listOwnConversations = listOwnConversations;
        this.connection = connection;
        this.user = connection.user();
        this.feeds = feeds;
        this.frames = frames;
        this.clock = clock;
        this.reads = new RetryingReads(blocking, connection.loop());
    }

    /** Sends the greeting. */
    void greet(Connect.Greeting greeting, WebSocketSettings settings) {
        greeting.sessions().forEach(found -> notified.put(found.session().id(), found));
        greeting.unnamed().forEach(found -> notified.put(found.session().id(), found));
        long reconnectAfter =
                ThreadLocalRandom.current().nextLong(settings.reconnectAfter().toMillis() + 1);
        connection
                .outbound()
                .send(frames.connected(
                        connection.id(),
                        user,
                        greeting,
                        clock.instant(),
                        settings.heartbeat(),
                        Duration.ofMillis(reconnectAfter)));
    }

    /** A session has changed. */
    void sessionChanged(SessionId session) {
        readChanged(session, this::notifyOf);
    }

    /** The tags of a session were changed, which may be closed or a colleague's. */
    void sessionTagged(SessionId session) {
        readChanged(session, changed -> {
            if (notified.containsKey(session)) {
                notifyOf(changed);
            } else {
                pushTagged(changed);
            }
        });
    }

    /** A note was added to a session. It is pushed to staff only: a customer may have the id of a kefu who was deleted. */
    void noteAdded(UserId customer, Note note) {
        if (user.isStaff()) {
            push(frames.noteAdded(customer, note, clock.instant()));
        }
    }

    /** Canned replies that the user sees were changed. */
    void repliesChanged(ReplyOwner owner) {
        if (user.isStaff()) {
            push(new Notification.RepliesChanged(clock.instant(), owner.isShared()));
        }
    }

    /** Reads a session. Sessions are read one after the other, so that changes are notified in their order. */
    private void readChanged(SessionId session, Consumer<Changed> notify) {
        lastChange = lastChange
                .handle((done, failure) -> session)
                .thenCompose(id ->
                        reads.read(() -> readChangedSession.read(user, id), notify, () -> readChanged(id, notify)));
    }

    /** A message was appended to the conversation of the user with a colleague. */
    void pairWritten(UserId colleague) {
        if (!feeds.follows(ConversationIds.ofPair(user.id(), colleague))) {
            var unused = reads.read(
                    () -> readPairConversation.read(user, colleague), this::follow, () -> pairWritten(colleague));
        }
    }

    /**
     * Events may have been lost. Reads all sessions and conversations in which the user takes part now, and all
     * sessions that the client still knows as open.
     */
    void everythingChanged() {
        var unused = reads.read(() -> listOwnConversations.list(user), this::compare, this::everythingChanged);
    }

    private void compare(ListOwnConversations.Own own) {
        Set<SessionId> sessions = new LinkedHashSet<>(notified.keySet());
        sessions.addAll(own.sessions());
        sessions.forEach(this::sessionChanged);
        own.pairs().stream().filter(pair -> !feeds.follows(pair.conversation())).forEach(this::follow);
    }

    /** Stops reading. */
    void stop() {
        reads.stop();
    }

    private void notifyOf(Changed changed) {
        Session session = changed.found().session();
        ReadSession.Found before = notified.get(session.id());
        boolean isClosed = session.state() == SessionState.CLOSED;
        if (changed.takesPart() && !isClosed) {
            notified.put(session.id(), changed.found());
        } else {
            notified.remove(session.id());
            stopFeed(session);
            if ((before == null && user.isStaff()) || (isClosed && session.id().equals(lastClosed))) {
                // The client never knew of the session, or was notified of its end already.
                return;
            }
            lastClosed = isClosed ? session.id() : lastClosed;
        }
        if (before == null && user.is(session.customer()) && !isClosed) {
            push(Notification.SessionCreated.of(data(changed.found()), clock.instant()));
        }
        boolean isNews = before == null || !isSame(before.session(), session);
        if (isNews && changed.takesPart() && session.state() == SessionState.ACTIVE) {
            var unused = feeds.startAssigned(changed.conversation(), upcoming -> push(assigned(changed, upcoming)))
                    .whenComplete(SessionNotifications::logFailure);
            return;
        }
        if (isNews) {
            push(notification(changed));
        } else if (before != null && user.isStaff() && !hasSameTags(before.session(), session)) {
            pushTagged(changed);
        }
        if (changed.takesPart() && (!user.isStaff() || !isClosed)) {
            follow(changed.conversation());
        }
    }

    private static boolean isSame(Session before, Session now) {
        return before.state() == now.state() && Objects.equals(before.kefu(), now.kefu());
    }

    private static boolean hasSameTags(Session before, Session now) {
        return before.details().tags().equals(now.details().tags());
    }

    /**
     * The notification of a change, except of an assignment to the user, which also names the entries that follow ({@link
     * #assigned}).
     */
    private Notification notification(Changed changed) {
        SessionData session = data(changed.found());
        Instant now = clock.instant();
        return switch (changed.found().session().state()) {
            case WAITING ->
                changed.takesPart()
                        ? Notification.SessionWaiting.of(session, now)
                        : Notification.SessionTransferred.of(session, now, changed.readableUntil());
            case ACTIVE -> Notification.SessionTransferred.of(session, now, changed.readableUntil());
            case CLOSED -> Notification.SessionClosed.of(session, now);
        };
    }

    private Notification assigned(Changed changed, Upcoming upcoming) {
        SessionData session = data(changed.found());
        return new Notification.SessionAssigned(
                session.userId(),
                clock.instant(),
                session,
                upcoming.first(),
                upcoming.last(),
                upcoming.historyBefore(),
                frames.conversation(changed.conversation()));
    }

    private void pushTagged(Changed changed) {
        push(Notification.SessionTagged.of(data(changed.found()), clock.instant()));
    }

    private SessionData data(ReadSession.Found found) {
        return frames.session(found, user);
    }

    private void push(Notification notification) {
        connection.outbound().send(Frames.notification(notification));
    }

    /** The customer's session that waits, as far as the client knows; null if there is none. May be called on any thread. */
    @Nullable
    SessionId waitingSession() {
        return user.isStaff()
                ? null
                : notified.values().stream()
                        .map(ReadSession.Found::session)
                        .filter(session -> session.state() == SessionState.WAITING)
                        .map(Session::id)
                        .findAny()
                        .orElse(null);
    }

    /** Notifies a kefu of the length of the queue, or a customer of the queue position, if it has changed. */
    void queueChanged(Desk.Queue queue) {
        if (user.isStaff()) {
            if (queue.length() != notifiedQueueLength) {
                notifiedQueueLength = queue.length();
                push(new Notification.QueueChanged(clock.instant(), notifiedQueueLength));
            }
            return;
        }
        queue.positions().forEach((session, position) -> {
            ReadSession.Found before = notified.get(session);
            if (before != null
                    && before.session().state() == SessionState.WAITING
                    && !position.equals(before.queuePosition())) {
                ReadSession.Found now = new ReadSession.Found(before.session(), position, before.username(), null);
                notified.put(session, now);
                push(Notification.SessionWaiting.of(data(now), clock.instant()));
            }
        });
    }

    /** Stops the feed of a session that the kefu does not serve, unless the kefu serves a newer session of the customer. */
    private void stopFeed(Session session) {
        boolean servesAnother =
                notified.keySet().stream().anyMatch(id -> id.conversation().equals(session.conversation()));
        if (user.isStaff() && !servesAnother) {
            feeds.stop(session.conversation());
        }
    }

    private void follow(ConversationView view) {
        var unused = feeds.start(view).whenComplete(SessionNotifications::logFailure);
    }

    private static void logFailure(@Nullable Object unused, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("Could not follow a conversation; will retry: {}", String.valueOf(failure));
        }
    }
}
