package io.kefu.websocket.node;

import io.kefu.application.block.WatchBlocks;
import io.kefu.application.block.port.Blocks.Change;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.domain.block.Block;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.frame.FrameJson;
import io.kefu.websocket.frame.Frames;
import io.kefu.websocket.frame.Notification;
import io.kefu.websocket.socket.CloseCode;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the sockets of this node that a new block concerns, and notifies the kefu and admins of this node that the list of blocks
 * has changed. Customers of a blocked network also lose their open session; the call that blocks a user closes the user's.
 */
@Singleton
final class BlockedSockets implements ApplicationEventListener<ServerStartupEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(BlockedSockets.class);

    private final WatchBlocks watchBlocks;
    private final Connections connections;
    private final CloseBlockedSession closeBlockedSession;
    private final FrameJson json;
    private final InstantSource clock;
    private final Executor blocking;

    BlockedSockets(
            WatchBlocks watchBlocks,
            Connections connections,
            CloseBlockedSession closeBlockedSession,
            FrameJson json,
            InstantSource clock,
            @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.watchBlocks = watchBlocks;
        this.connections = connections;
        this.closeBlockedSession = closeBlockedSession;
        this.json = json;
        this.clock = clock;
        this.blocking = blocking;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent started) {
        watchBlocks.watch(change -> blocking.execute(() -> handle(change)));
    }

    private void handle(Change change) {
        List<Connection> blocked =
                concerned(change).filter(connections::isBlocked).toList();
        blocked.forEach(connection -> connection.socket().close(CloseCode.BLOCKED));
        byte[] push = json.write(Frames.notification(new Notification.BlocksChanged(clock.instant())));
        connections
                .all()
                .filter(connection -> connection.user().isStaff())
                .forEach(connection -> connection.push(push));
        blocked.stream()
                .map(Connection::user)
                .filter(user -> !user.isStaff())
                .map(user -> user.id())
                .distinct()
                .forEach(this::closeSession);
    }

    /** The connections that the change may concern. */
    private Stream<Connection> concerned(Change change) {
        return switch (change) {
            case Change.New added ->
                added.block().target() instanceof Block.Target.OfUser of
                        ? connections.of(of.user())
                        : connections.all();
            case Change.Reread reread -> connections.all();
            case Change.Removed removed -> Stream.empty();
        };
    }

    private void closeSession(UserId customer) {
        try {
            closeBlockedSession.close(customer);
        } catch (RuntimeException failure) {
            LOG.debug("Could not close the session of the blocked customer {}; a sweep closes it", customer, failure);
        }
    }
}
