package io.kefu.websocket.connection;

import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.domain.user.UserId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of one connection's user that belong to no conversation. Changes of the login take effect at
 * once; all other events are handled once the feeds are open. All calls are made on the socket's event loop.
 */
final class UserFeed {
    private final UserId user;
    private final MessageEvents events;
    private final SessionNotices notices;
    private final LoginCheck loginCheck;
    private final Consumer<String> rename;
    private final Executor loop;
    private final Set<UserEvent> early = new LinkedHashSet<>();
    private @Nullable Subscription subscription;
    private boolean open;
    private boolean stopped;

    UserFeed(
            UserId user,
            MessageEvents events,
            SessionNotices notices,
            LoginCheck loginCheck,
            Consumer<String> rename,
            Executor loop) {
        this.user = user;
        this.events = events;
        this.notices = notices;
        this.loginCheck = loginCheck;
        this.rename = rename;
        this.loop = loop;
    }

    /** Subscribes. */
    CompletionStage<UserFeed> start() {
        return events.subscribe(user, event -> loop.execute(() -> hear(event))).thenApplyAsync(this::subscribed, loop);
    }

    private UserFeed subscribed(Subscription granted) {
        subscription = granted;
        if (stopped) {
            granted.cancel();
        }
        return this;
    }

    /** Tells what was heard, and from now on at once. */
    void open() {
        open = true;
        early.forEach(this::hear);
        early.clear();
    }

    void stop() {
        stopped = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    /** Whether the event must be handled before the feeds are open: the login ended, or its name changed. */
    private static boolean isOfLogin(UserEvent event) {
        return event instanceof UserEvent.LoggedOut || event instanceof UserEvent.Renamed;
    }

    private void hear(UserEvent event) {
        if (stopped) {
            return;
        }
        if (!open && !isOfLogin(event)) {
            early.add(event);
            return;
        }
        switch (event) {
            case UserEvent.SessionChanged changed -> notices.changed(changed.session());
            case UserEvent.PairWritten written -> notices.written(written.other());
            case UserEvent.LoggedOut loggedOut -> loginCheck.run();
            case UserEvent.Renamed renamed -> {
                rename.accept(renamed.name());
                // Reads the login once more, because a check that began before the change may still answer with the old
                // name.
                loginCheck.run();
            }
            case UserEvent.Interrupted interrupted -> {
                loginCheck.run();
                notices.everythingChanged();
            }
        }
    }
}
