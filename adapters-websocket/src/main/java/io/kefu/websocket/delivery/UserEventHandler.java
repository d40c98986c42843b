package io.kefu.websocket.delivery;

import io.kefu.application.connection.Connect;
import io.kefu.application.connection.Connect.Connected;
import io.kefu.application.connection.Connect.Greeting;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of one connection's user that belong to no conversation. Changes of the login take effect at
 * once; all other events are handled once the feeds are open. All methods are called on the socket's event loop.
 */
final class UserEventHandler {
    private final Connect connect;
    private final NewConnection connection;
    private final SessionNotifications notifications;
    private final Login login;
    private final Executor blocking;
    private final Set<UserEvent> early = new LinkedHashSet<>();
    private @Nullable Runnable unsubscribe;
    private boolean isOpen;
    private boolean isStopped;

    UserEventHandler(
            Connect connect,
            NewConnection connection,
            SessionNotifications notifications,
            Login login,
            Executor blocking) {
        this.connect = connect;
        this.connection = connection;
        this.notifications = notifications;
        this.login = login;
        this.blocking = blocking;
    }

    /** Brings the user online, and subscribes to the user's events. */
    CompletionStage<Greeting> connect() {
        return CompletableFuture.supplyAsync(
                        () -> connect.connect(
                                connection.user(),
                                connection.node(),
                                event -> connection.loop().execute(() -> handle(event))),
                        blocking)
                .thenApplyAsync(this::connected, connection.loop());
    }

    private Greeting connected(Connected connected) {
        unsubscribe = connected.unsubscribe();
        if (isStopped) {
            unsubscribe.run();
        }
        return connected.greeting();
    }

    /** Handles the events that came so far, and further events at once. */
    void open() {
        isOpen = true;
        early.forEach(this::handle);
        early.clear();
    }

    void stop() {
        isStopped = true;
        if (unsubscribe != null) {
            unsubscribe.run();
        }
    }

    /** Whether the event must be handled before the feeds are open: the login ended, or its name changed. */
    private static boolean isOfLogin(UserEvent event) {
        return event instanceof UserEvent.LoggedOut || event instanceof UserEvent.Renamed;
    }

    private void handle(UserEvent event) {
        if (isStopped) {
            return;
        }
        if (!isOpen && !isOfLogin(event)) {
            early.add(event);
            return;
        }
        switch (event) {
            case UserEvent.SessionChanged changed -> notifications.sessionChanged(changed.session());
            case UserEvent.SessionTagged tagged -> notifications.sessionTagged(tagged.session());
            case UserEvent.NoteAdded added -> notifications.noteAdded(added.customer(), added.note());
            case UserEvent.RepliesChanged changed -> notifications.repliesChanged(changed.owner());
            case UserEvent.PairWritten written -> notifications.pairWritten(written.other());
            case UserEvent.LoggedOut loggedOut -> login.check();
            case UserEvent.Renamed renamed -> {
                login.renamed(renamed.name());
                // Reads the login once more, because a check that began before the change may still answer with the old
                // name.
                login.check();
            }
            case UserEvent.Interrupted interrupted -> {
                login.check();
                notifications.everythingChanged();
            }
        }
    }
}
