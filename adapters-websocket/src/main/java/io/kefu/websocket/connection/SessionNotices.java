package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.connection.ListOwnPlaces;
import io.kefu.application.connection.ReadPlace.Place;
import io.kefu.application.connection.ReadPlace.Seen;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.page.Page;
import io.kefu.application.session.ReadSession;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.frame.ServerFrame.SessionData;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one connection how its user's sessions change, and lets it follow the conversations that come to the user.
 * Everything runs on the socket's event loop, but for the reading.
 */
final class SessionNotices {
    private static final Logger LOG = LoggerFactory.getLogger(SessionNotices.class);
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Services services;
    private final Principal user;
    private final Feeds feeds;
    private final Consumer<ServerFrame> out;
    private final PatientReads reads;
    /** The open sessions as the client was told of them last. Only the event loop changes it. */
    private final Map<SessionId, Told> told = new ConcurrentHashMap<>();

    private int toldLength;

    /** The session of whose end the client was told last. */
    private @Nullable SessionId lastClosed;

    private CompletionStage<@Nullable Void> last = CompletableFuture.completedStage(null);

    SessionNotices(Services services, Principal user, Feeds feeds, Consumer<ServerFrame> out, Executor loop) {
        this.services = services;
        this.user = user;
        this.feeds = feeds;
        this.out = out;
        this.reads = new PatientReads(
                services.blocking(),
                loop,
                CompletableFuture.delayedExecutor(READ_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS, loop));
    }

    /** The client was told of these. */
    void know(List<ReadSession.Found> sessions) {
        sessions.forEach(found -> told.put(found.session().id(), new Told(found)));
    }

    /** A session stands otherwise than before. Changes are read and told one after the other. */
    void changed(SessionId session) {
        last = last.handle((done, failure) -> session).thenCompose(this::readAndTell);
    }

    private CompletionStage<Void> readAndTell(SessionId session) {
        return reads.read(() -> read(session), this::tell, () -> changed(session));
    }

    /** Nobody is there any more who could be told. */
    void end() {
        reads.end();
    }

    private Change read(SessionId id) {
        ReadSession.Found found = services.readSession().read(user, id);
        Seen seen = user.isStaff() ? Seen.served(id.conversation()) : Seen.own(user.id());
        Place place = services.readPlace().read(List.of(seen)).getFirst();
        return new Change(found, place, takesPart(found.session()) ? 0 : until(id));
    }

    private boolean takesPart(Session session) {
        return !user.isStaff() || user.id().equals(session.kefu());
    }

    /** Up to where a kefu who has left may see the conversation. */
    private long until(SessionId session) {
        return services.history()
                .readFor(user.id(), session.conversation(), new Window.Before(1, 1))
                .map(Page::total)
                .orElse(0L);
    }

    /** Another kefu and the user wrote to each other. */
    void written(UserId other) {
        Seen pair = Seen.pair(user.id(), other);
        if (feeds.follows(pair.conversation())) {
            return;
        }
        var unused = reads.read(
                () -> services.readPlace().read(List.of(pair)).getFirst(), this::follow, () -> written(other));
    }

    /** Events may have been lost: looks at everything that the user takes part in now, or did as far as the client knows. */
    void everythingChanged() {
        var unused = reads.read(() -> services.listOwnPlaces().list(user), this::lookAt, this::everythingChanged);
    }

    private void lookAt(ListOwnPlaces.Own own) {
        Set<SessionId> sessions = new LinkedHashSet<>(told.keySet());
        sessions.addAll(own.sessions());
        sessions.forEach(this::changed);
        own.places().stream()
                .skip(own.sessions().size())
                .filter(place ->
                        user.isStaff() && !feeds.follows(place.standing().conversation()))
                .forEach(this::follow);
    }

    private void tell(Change change) {
        Session session = change.found.session();
        Told now = new Told(change.found);
        Told before = told.get(session.id());
        boolean takesPart = takesPart(session);
        boolean isNew = before == null && user.is(session.customer()) && session.state() != SessionState.CLOSED;
        if (takesPart && session.state() != SessionState.CLOSED) {
            told.put(session.id(), now);
        } else {
            told.remove(session.id());
            leave(session);
            boolean isClosed = session.state() == SessionState.CLOSED;
            if ((before == null && user.isStaff()) || (isClosed && session.id().equals(lastClosed))) {
                // It came and went unseen, or is told once more.
                return;
            }
            lastClosed = isClosed ? session.id() : lastClosed;
        }
        if (isNew) {
            push(change, "session_created");
        }
        boolean isNews = !now.isAs(before);
        if (isNews && takesPart && session.state() == SessionState.ACTIVE) {
            var unused = feeds.come(change.place, upcoming -> assigned(change, upcoming))
                    .whenComplete(SessionNotices::failed);
            return;
        }
        if (isNews) {
            push(change, event(session, takesPart));
        }
        if (takesPart && (!user.isStaff() || session.state() != SessionState.CLOSED)) {
            follow(change.place);
        }
    }

    private static String event(Session session, boolean takesPart) {
        return switch (session.state()) {
            case WAITING -> takesPart ? "session_waiting" : "session_transferred";
            // A session that comes to the user is announced in assigned(), with the range of entries that follow.
            case ACTIVE -> "session_transferred";
            case CLOSED -> "session_closed";
        };
    }

    private void push(Change change, String event) {
        Instant now = services.clock().instant();
        SessionData session = Frames.session(change.found, user);
        push(
                event.equals("session_transferred")
                        ? ServerFrame.Notification.transferred(session, now, change.until)
                        : ServerFrame.Notification.session(event, session, now));
    }

    private void assigned(Change change, Feeds.Upcoming upcoming) {
        push(ServerFrame.Notification.assigned(
                Frames.session(change.found, user),
                services.clock().instant(),
                upcoming.first(),
                upcoming.last(),
                upcoming.historyBefore(),
                Frames.conversation(change.place.standing(), change.place.side())));
    }

    private void push(ServerFrame.Notification notification) {
        out.accept(ServerFrame.push("notification", notification));
    }

    /** The session that waits, as far as the client knows. Any thread may ask. */
    @Nullable
    SessionId waiting() {
        return user.isStaff()
                ? null
                : told.values().stream()
                        .filter(Told::waits)
                        .map(last -> last.found.session().id())
                        .findAny()
                        .orElse(null);
    }

    /** The queue stands like this: tells a customer their place in it, and a kefu how long it is, if that is news. */
    void queue(Desk.Queue queue) {
        if (user.isStaff()) {
            if (queue.length() != toldLength) {
                toldLength = queue.length();
                push(ServerFrame.Notification.queue(toldLength, services.clock().instant()));
            }
            return;
        }
        queue.positions().forEach((session, position) -> {
            Told last = told.get(session);
            if (last != null && last.waits() && last.found.queuePosition() != position) {
                ReadSession.Found found = new ReadSession.Found(last.found.session(), position, null);
                told.put(session, new Told(found));
                push(ServerFrame.Notification.session(
                        "session_waiting",
                        Frames.session(found, user),
                        services.clock().instant()));
            }
        });
    }

    /**
     * Stops the feed of a session that the user has left, unless the user serves a newer session of the same customer.
     */
    private void leave(Session session) {
        boolean servesAnother =
                told.keySet().stream().anyMatch(id -> id.conversation().equals(session.conversation()));
        if (user.isStaff() && !servesAnother) {
            feeds.stop(session.conversation());
        }
    }

    private void follow(Place place) {
        var unused = feeds.start(place).whenComplete(SessionNotices::failed);
    }

    private static void failed(@Nullable Object unused, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("A change could not be told: {}", String.valueOf(failure));
        }
    }

    /** What a client was told last of a session. */
    private record Told(ReadSession.Found found) {
        boolean waits() {
            return found.session().state() == SessionState.WAITING;
        }

        boolean isAs(@Nullable Told other) {
            return other != null
                    && found.session().state() == other.found.session().state()
                    && Objects.equals(
                            found.session().kefu(), other.found.session().kefu());
        }
    }

    private record Change(ReadSession.Found found, Place place, long until) {}
}
