package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.error.ErrorTexts;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.presence.Disconnect;
import io.kefu.application.presence.KeepOnline;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.socket.CloseCode;
import io.kefu.websocket.socket.Gate;
import io.kefu.websocket.socket.Outbound;
import io.kefu.websocket.socket.RefusedSocket;
import io.kefu.websocket.socket.SocketPipeline;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.scheduling.annotation.Scheduled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sockets of this node. On the way down they come first: the HTTP server would end them as idle connections. */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Connections implements GracefulShutdownCapable, StoreReplacement {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final int ID_LENGTH = 12;
    private static final int BATCH = 1_000;
    private static final int FLUSH_AFTER = 256;

    /** How many clients may come back to the other nodes in a second. */
    private static final long RETURNING_PER_MILLI = 1;

    private final Services services;
    private final Connection.Shared shared;
    private final Secrets secrets;
    private final KeepOnline keepOnline;
    private final Disconnect disconnect;
    private final String node;
    private final Map<UserId, Set<Connection>> connections = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean stopping;

    Connections(
            Services services,
            PushCache pushes,
            Rooms rooms,
            Gate gate,
            Secrets secrets,
            KeepOnline keepOnline,
            Disconnect disconnect,
            MeterRegistry meters) {
        this.services = services;
        this.shared = new Connection.Shared(pushes, rooms, gate);
        this.secrets = secrets;
        this.keepOnline = keepOnline;
        this.disconnect = disconnect;
        this.node = secrets.text(ID_LENGTH);
        for (Role role : Role.values()) {
            Gauge.builder("kefu.sockets", this, connections -> connections.size(role))
                    .description("Open sockets on this node")
                    .tag("role", role.word())
                    .register(meters);
        }
    }

    /** The name under which this node keeps its users online. */
    public String node() {
        return node;
    }

    /**
     * Takes in a socket that has just been upgraded. Called on its event loop.
     *
     * @param resumes whether nothing is to be sent before the client has said where it is
     */
    public Connection open(Channel channel, Principal user, String token, boolean resumes, ErrorTexts texts) {
        Connection connection = new Connection(
                new Opening(secrets.text(ID_LENGTH), user, token, resumes, texts, channel, node), services, shared);
        SocketPipeline.prepare(channel, new Guard(connection, services.settings()), services.settings());
        channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSH_AFTER, true));
        // The heartbeat finds dead peers; the HTTP server's own watch would cost three timers a socket.
        if (channel.pipeline().get(IdleStateHandler.class) != null) {
            channel.pipeline().remove(IdleStateHandler.class);
        }
        channel.pipeline().addFirst(new Watch(connection));
        connections.compute(user.id(), (id, known) -> {
            Set<Connection> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(connection);
            return all;
        });
        channel.closeFuture().addListener(closed -> ended(connection));
        if (stopping) {
            connection.close(CloseCode.GOING_AWAY);
        } else if (isOneTooMany(user)) {
            connection.close(CloseCode.TOO_MANY);
        } else {
            connection.open();
        }
        return connection;
    }

    /** Closes a socket whose login was refused, before any of its frames is read. Called on the socket's event loop. */
    public void refuse(Channel channel, CloseCode code) {
        Outbound outbound = new Outbound(channel, services.settings().maxQueueBytes(), services.meters());
        SocketPipeline.prepare(channel, new RefusedSocket(outbound), services.settings());
        outbound.close(code);
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
        completeIfEmpty();
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
        Duration silence = services.settings().heartbeat().multipliedBy(2);
        Map<UserId, Principal> alive = new LinkedHashMap<>();
        all().filter(connection -> !connection.heartbeat().isSilentFor(silence))
                .forEach(connection -> alive.put(connection.user().id(), connection.user()));
        List<Principal> users = new ArrayList<>(alive.values());
        try {
            for (int from = 0; from < users.size(); from += BATCH) {
                keepOnline.keep(node, users.subList(from, Math.min(users.size(), from + BATCH)));
            }
        } catch (RuntimeException failure) {
            LOG.debug("The leases could not be renewed; the next beat renews them", failure);
        }
    }

    /** All that are open now. */
    Stream<Connection> all() {
        return connections.values().stream().flatMap(Set::stream);
    }

    /** How many sockets are open. */
    public int size() {
        return connections.values().stream().mapToInt(Set::size).sum();
    }

    private double size(Role role) {
        return all().filter(connection -> connection.user().role() == role).count();
    }

    /**
     * Answers what has come in, then tells every peer to go elsewhere, each after a while of its own. Completes when the last
     * socket is closed.
     */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        stopping = true;
        long within = Math.max(services.settings().reconnectAfter().toMillis(), size() / RETURNING_PER_MILLI);
        all().forEach(connection ->
                connection.goAway(Duration.ofMillis(ThreadLocalRandom.current().nextLong(within + 1))));
        completeIfEmpty();
        return empty;
    }

    @Override
    public OptionalLong reportActiveTasks() {
        return OptionalLong.of(size());
    }

    private void completeIfEmpty() {
        if (stopping && connections.isEmpty()) {
            empty.complete(null);
        }
    }

    /**
     * Closes all sockets: with 4001 if the login does not exist in the new data, else with 1001, so that the client
     * reconnects.
     */
    @Override
    public void forget() {
        all().forEach(Connection::storeReplaced);
    }

    /** Lets go of whoever did not go by then. */
    @PreDestroy
    void stop() {
        stopping = true;
        all().forEach(connection -> connection.close(CloseCode.GOING_AWAY));
    }

    /** Sees on the wire what a connection must know. */
    private static final class Watch extends ChannelDuplexHandler {
        private final Connection connection;

        Watch(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            connection.heartbeat().heard();
            context.fireChannelRead(message);
        }

        /** The HTTP server ends a connection that has no request; one that is sent away ends by itself. */
        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            if (connection.isGoingAway()) {
                context.channel().closeFuture().addListener(closed -> promise.trySuccess());
            } else {
                var unused = context.close(promise);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            connection.writabilityChanged();
            context.fireChannelWritabilityChanged();
        }
    }
}
