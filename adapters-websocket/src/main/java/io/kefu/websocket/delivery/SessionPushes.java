package io.kefu.websocket.delivery;

import io.kefu.application.connection.Connect;
import io.kefu.application.connection.ReadChangedSession.Changed;
import io.kefu.application.session.query.ReadSession;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.session.Note;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.delivery.Feeds.Upcoming;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.Notification;
import io.kefu.websocket.frame.ServerFrame.SessionData;
import io.kefu.websocket.settings.WebSocketSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** Pushes the greeting and the notifications about sessions to one client. */
record SessionPushes(NewConnection connection, Frames frames, InstantSource clock) {

    /** Pushes the greeting. */
    void connected(Connect.Greeting greeting, WebSocketSettings settings) {
        long reconnectAfter =
                ThreadLocalRandom.current().nextLong(settings.reconnectAfter().toMillis() + 1);
        connection
                .outbound()
                .send(frames.connected(
                        connection.id(),
                        connection.user(),
                        greeting,
                        clock.instant(),
                        settings.heartbeat(),
                        Duration.ofMillis(reconnectAfter)));
    }

    void created(ReadSession.Found found) {
        push(Notification.SessionCreated.of(data(found), clock.instant()));
    }

    /**
     * Pushes the present state of a session, except of one that was assigned to the user: that notification also names the
     * entries that follow ({@link #assigned}).
     */
    void changed(Changed changed) {
        SessionData session = data(changed.found());
        Instant now = clock.instant();
        push(
                switch (changed.found().session().state()) {
                    case WAITING ->
                        changed.takesPart()
                                ? Notification.SessionWaiting.of(session, now)
                                : Notification.SessionTransferred.of(session, now, changed.readableUntil());
                    case ACTIVE -> Notification.SessionTransferred.of(session, now, changed.readableUntil());
                    case CLOSED -> Notification.SessionClosed.of(session, now);
                });
    }

    void assigned(Changed changed, Upcoming upcoming) {
        SessionData session = data(changed.found());
        push(new Notification.SessionAssigned(
                session.userId(),
                clock.instant(),
                session,
                upcoming.first(),
                upcoming.last(),
                upcoming.historyBefore(),
                frames.conversation(changed.conversation())));
    }

    void tagged(ReadSession.Found found) {
        push(Notification.SessionTagged.of(data(found), clock.instant()));
    }

    /** Pushes the queue position of a waiting session. */
    void waiting(ReadSession.Found found) {
        push(Notification.SessionWaiting.of(data(found), clock.instant()));
    }

    void queueLength(int length) {
        push(new Notification.QueueChanged(clock.instant(), length));
    }

    void noteAdded(UserId customer, Note note) {
        push(frames.noteAdded(customer, note, clock.instant()));
    }

    void repliesChanged(ReplyOwner owner) {
        push(new Notification.RepliesChanged(clock.instant(), owner.isShared()));
    }

    private SessionData data(ReadSession.Found found) {
        return frames.session(found, connection.user());
    }

    private void push(Notification notification) {
        connection.outbound().send(Frames.notification(notification));
    }
}
