package io.kefu.websocket.command;

import io.kefu.application.access.Principal;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.delivery.Delivery;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The connection for which frames are handled, and what must be known of its earlier frames. Used on its event loop only. */
final class CommandContext {
    /** The id of the connection. */
    final String connection;

    final Delivery delivery;
    final RoomMembership rooms;
    final Executor loop;

    /** The session in which the last message of this connection was stored; null if there is none. */
    @Nullable
    SessionId lastSession;

    /** The recipient of that message, as the client wrote it. */
    String lastRecipient = "";

    /** When the last {@code typing} was published; null for never. */
    @Nullable
    Long lastTypingNanos;

    /** The recipient of that {@code typing}; null for the kefu who serves the session. */
    @Nullable
    UserId lastTypingTo;

    CommandContext(String connection, Delivery delivery, RoomMembership rooms, Executor loop) {
        this.connection = connection;
        this.delivery = delivery;
        this.rooms = rooms;
        this.loop = loop;
    }

    /** The user, with the current name. */
    Principal caller() {
        return delivery.login().user();
    }
}
