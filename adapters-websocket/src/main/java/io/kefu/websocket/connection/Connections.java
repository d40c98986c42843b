package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.error.ErrorTexts;
import io.kefu.application.presence.Disconnect;
import io.kefu.application.presence.KeepOnline;
import io.kefu.domain.user.UserId;
import io.micronaut.scheduling.annotation.Scheduled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.ReferenceCountUtil;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sockets of this node. */
@Singleton
public final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final int ID_LENGTH = 12;
    private static final int BATCH = 1_000;
    private static final int FLUSH_AFTER = 256;

    /** The handler behind which frames are frames, by the name that the HTTP server gives it. */
    public static final String DECODER = "wsdecoder";

    private final Services services;
    private final PushCache pushes;
    private final Secrets secrets;
    private final KeepOnline keepOnline;
    private final Disconnect disconnect;
    private final String node;
    private final Map<UserId, Set<Connection>> connections = new ConcurrentHashMap<>();

    Connections(Services services, PushCache pushes, Secrets secrets, KeepOnline keepOnline, Disconnect disconnect) {
        this.services = services;
        this.pushes = pushes;
        this.secrets = secrets;
        this.keepOnline = keepOnline;
        this.disconnect = disconnect;
        this.node = secrets.text(ID_LENGTH);
    }

    /** Takes in a socket that has just been upgraded. Called on its event loop. */
    public Connection open(Channel channel, Principal user, String token, ErrorTexts texts) {
        Connection connection = new Connection(
                new Connection.Opening(secrets.text(ID_LENGTH), user, token, texts, channel, node), services, pushes);
        channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSH_AFTER, true));
        channel.pipeline().addFirst(new Watch(connection));
        channel.pipeline().addAfter(DECODER, "kefu-guard", new Guard(connection));
        connections.compute(user.id(), (id, known) -> {
            Set<Connection> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(connection);
            return all;
        });
        channel.closeFuture().addListener(closed -> ended(connection));
        if (isOneTooMany(user)) {
            connection.close(CloseCode.TOO_MANY);
        } else {
            connection.open();
        }
        return connection;
    }

    private boolean isOneTooMany(Principal user) {
        return services.settings().limitsEnabled()
                && connections.getOrDefault(user.id(), Set.of()).size()
                        > services.settings().socketsPerUser();
    }

    private void ended(Connection connection) {
        connection.end();
        UserId user = connection.user().id();
        connections.computeIfPresent(user, (id, all) -> {
            all.remove(connection);
            return all.isEmpty() ? null : all;
        });
        if (!connections.containsKey(user)) {
            services.blocking().execute(() -> left(connection.user()));
        }
    }

    private void left(Principal user) {
        try {
            disconnect.disconnect(node, user.id());
            if (connections.containsKey(user.id())) {
                keepOnline.keep(node, List.of(user));
            }
        } catch (RuntimeException e) {
            LOG.debug("The lease of a user who left has to run out by itself", e);
        }
    }

    /** Renews the leases of those whose sockets are alive. */
    @Scheduled(fixedDelay = "${kefu.websocket.heartbeat:15s}")
    void renew() {
        long since =
                services.clock().millis() - 2 * services.settings().heartbeat().toMillis();
        Map<UserId, Principal> alive = new LinkedHashMap<>();
        connections
                .values()
                .forEach(all -> all.stream()
                        .filter(connection -> connection.heardAt() >= since)
                        .forEach(connection -> alive.put(connection.user().id(), connection.user())));
        List<Principal> users = new ArrayList<>(alive.values());
        for (int from = 0; from < users.size(); from += BATCH) {
            keepOnline.keep(node, users.subList(from, Math.min(users.size(), from + BATCH)));
        }
    }

    /** How many sockets are open. */
    public int size() {
        return connections.values().stream().mapToInt(Set::size).sum();
    }

    /** Tells every peer to go elsewhere. */
    @PreDestroy
    void stop() {
        connections.values().forEach(all -> all.forEach(connection -> connection.close(CloseCode.GOING_AWAY)));
    }

    /** Lets frames pass to the service, as long as the connection admits them. */
    private static final class Guard extends ChannelInboundHandlerAdapter {
        private final Connection connection;

        Guard(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            boolean isClose = message instanceof CloseWebSocketFrame;
            if (isClose || !(message instanceof WebSocketFrame frame) || connection.admits(frame)) {
                context.fireChannelRead(message);
            } else {
                ReferenceCountUtil.release(message);
            }
        }
    }

    /** Sees on the wire what a connection must know. */
    private static final class Watch extends ChannelDuplexHandler {
        private final Connection connection;

        Watch(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            connection.heard();
            context.fireChannelRead(message);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            connection.writabilityChanged();
            context.fireChannelWritabilityChanged();
        }
    }
}
