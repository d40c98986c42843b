package io.kefu.websocket.delivery;

import io.kefu.application.access.Principal;
import io.kefu.application.connection.Connect;
import io.kefu.application.connection.ListOwnConversations;
import io.kefu.application.connection.ReadChangedSession;
import io.kefu.application.connection.ReadChangedSession.Changed;
import io.kefu.application.connection.ReadPairConversation;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.ConversationView;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.query.ReadSession;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.settings.WebSocketSettings;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
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
    private final Principal user;
    private final Feeds feeds;
    private final SessionPushes pushes;
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
        this.user = connection.user();
        this.feeds = feeds;
        this.pushes = new SessionPushes(connection, frames, clock);
        this.reads = new RetryingReads(blocking, connection.loop());
    }

    /** Sends the greeting. */
    void greet(Connect.Greeting greeting, WebSocketSettings settings) {
        greeting.sessions().forEach(found -> notified.put(found.session().id(), found));
        greeting.unnamed().forEach(found -> notified.put(found.session().id(), found));
        pushes.connected(greeting, settings);
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
                pushes.tagged(changed.found());
            }
        });
    }

    /** A note was added to a session. It is pushed to staff only: a customer may have the id of a kefu who was deleted. */
    void noteAdded(UserId customer, Note note) {
        if (user.isStaff()) {
            pushes.noteAdded(customer, note);
        }
    }

    /** Canned replies that the user sees were changed. */
    void repliesChanged(ReplyOwner owner) {
        if (user.isStaff()) {
            pushes.repliesChanged(owner);
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
            pushes.created(changed.found());
        }
        boolean isNews = before == null || !isSame(before.session(), session);
        if (isNews && changed.takesPart() && session.state() == SessionState.ACTIVE) {
            var unused = feeds.startAssigned(changed.conversation(), upcoming -> pushes.assigned(changed, upcoming))
                    .whenComplete(SessionNotifications::logFailure);
            return;
        }
        if (isNews) {
            pushes.changed(changed);
        } else if (before != null && user.isStaff() && !hasSameTags(before.session(), session)) {
            pushes.tagged(changed.found());
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
                pushes.queueLength(notifiedQueueLength);
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
                pushes.waiting(now);
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
