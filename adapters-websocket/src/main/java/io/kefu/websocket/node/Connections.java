package io.kefu.websocket.node;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.block.AdmitCall;
import io.kefu.application.error.ErrorTexts;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.presence.Disconnect;
import io.kefu.application.presence.KeepOnline;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.delivery.ClientOrigin;
import io.kefu.websocket.settings.WebSocketSettings;
import io.kefu.websocket.socket.ClientSocket;
import io.kefu.websocket.socket.CloseCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.netty.channel.Channel;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
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
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of this node. When the node stops, they are closed before the HTTP server stops, which would cut them off
 * as idle connections. Thread-safe.
 */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class Connections implements GracefulShutdownCapable, StoreReplacement {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** The largest number of users whose leases are renewed in one call. */
    private static final int BATCH = 1_000;

    /** The largest number of clients that are advised to reconnect to the other nodes in one millisecond. */
    private static final long RECONNECTS_PER_MILLI = 1;

    private final ConnectionFactory factory;
    private final AdmitCall admitCall;
    private final KeepOnline keepOnline;
    private final Disconnect disconnect;
    private final WebSocketSettings settings;
    private final Executor blocking;
    private final Map<UserId, Set<Connection>> connections = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> allClosed = new CompletableFuture<>();
    /** The users who opened or closed a socket since {@link #takeChanged}. */
    private final Set<UserId> changed = ConcurrentHashMap.newKeySet();

    private volatile boolean isStopping;

    Connections(
            ConnectionFactory factory,
            AdmitCall admitCall,
            KeepOnline keepOnline,
            Disconnect disconnect,
            WebSocketSettings settings,
            @Named(TaskExecutors.BLOCKING) Executor blocking,
            MeterRegistry meters) {
        this.factory = factory;
        this.admitCall = admitCall;
        this.keepOnline = keepOnline;
        this.disconnect = disconnect;
        this.settings = settings;
        this.blocking = blocking;
        for (Role role : Role.values()) {
            Gauge.builder("kefu.sockets", this, connections -> connections.size(role))
                    .description("Open sockets on this node")
                    .tag("role", role.word())
                    .register(meters);
        }
    }

    /**
     * Makes the connection of a socket that was just upgraded. Called on the socket's event loop.
     *
     * @param resumes whether only the greeting may be sent until the client has named its positions
     */
    public ClientSocket open(
            Channel channel, Principal user, ClientOrigin from, String token, boolean resumes, ErrorTexts texts) {
        Connection connection = factory.create(channel, user, from, token, resumes, texts);
        connections.compute(user.id(), (id, known) -> {
            Set<Connection> all = known == null ? ConcurrentHashMap.newKeySet() : known;
            all.add(connection);
            return all;
        });
        changed.add(user.id());
        channel.closeFuture().addListener(closed -> ended(connection));
        if (isStopping) {
            connection.socket().close(CloseCode.GOING_AWAY);
        } else if (isBlocked(connection)) {
            // The block was added after the upgrade was admitted, and its event came before the connection was added.
            connection.socket().close(CloseCode.BLOCKED);
        } else if (hasTooMany(user)) {
            connection.socket().close(CloseCode.TOO_MANY);
        } else {
            connection.open();
        }
        return connection.socket();
    }

    /** Closes a socket whose login was refused, before any of its frames is read. Called on the socket's event loop. */
    public void refuse(Channel channel, CloseCode code) {
        factory.refuse(channel, code);
    }

    /** Whether the user of a connection, or the network from which it comes, is blocked. Does not block. */
    boolean isBlocked(Connection connection) {
        try {
            admitCall.admit(
                    Operation.CONNECT, connection.user(), connection.from().address());
            return false;
        } catch (DomainException refusal) {
            return true;
        }
    }

    private boolean hasTooMany(Principal user) {
        return settings.limitsEnabled()
                && connections.getOrDefault(user.id(), Set.of()).size() > settings.socketsPerUser();
    }

    private void ended(Connection connection) {
        connection.end();
        UserId user = connection.user().id();
        connections.computeIfPresent(user, (id, all) -> {
            all.remove(connection);
            return all.isEmpty() ? null : all;
        });
        changed.add(user);
        completeIfEmpty();
        if (!connections.containsKey(user)) {
            blocking.execute(() -> disconnect(connection.user()));
        }
    }

    private void disconnect(Principal user) {
        try {
            disconnect.disconnect(factory.node(), user.id());
            if (connections.containsKey(user.id())) {
                // The user has connected again meanwhile.
                keepOnline.keep(factory.node(), List.of(user));
            }
        } catch (RuntimeException failure) {
            LOG.debug("Could not end the lease of user {}; it ends by itself", user.id(), failure);
        }
    }

    /** Renews the leases of the users whose clients have sent anything during the last two heartbeats. */
    @Scheduled(fixedDelay = "${kefu.websocket.heartbeat:15s}")
    void renew() {
        Duration silence = settings.heartbeat().multipliedBy(2);
        Map<UserId, Principal> alive = new LinkedHashMap<>();
        all().filter(connection -> !connection.socket().isSilentFor(silence))
                .forEach(connection -> alive.put(connection.user().id(), connection.user()));
        List<Principal> users = new ArrayList<>(alive.values());
        try {
            for (int from = 0; from < users.size(); from += BATCH) {
                keepOnline.keep(factory.node(), users.subList(from, Math.min(users.size(), from + BATCH)));
            }
        } catch (RuntimeException failure) {
            LOG.debug("Could not renew the leases; the next heartbeat renews them", failure);
        }
    }

    /** The open connections of a user. */
    Stream<Connection> of(UserId user) {
        return connections.getOrDefault(user, Set.of()).stream();
    }

    /** The users who opened or closed a socket since the last call. */
    Set<UserId> takeChanged() {
        Set<UserId> taken = Set.copyOf(changed);
        changed.removeAll(taken);
        return taken;
    }

    /** The users who have a socket. */
    Set<UserId> users() {
        return Set.copyOf(connections.keySet());
    }

    /** All open connections. */
    Stream<Connection> all() {
        return connections.values().stream().flatMap(Set::stream);
    }

    /** The number of open connections. */
    public int size() {
        return connections.values().stream().mapToInt(Set::size).sum();
    }

    private double size(Role role) {
        return all().filter(connection -> connection.user().role() == role).count();
    }

    /**
     * Answers the frames that were received, then closes all sockets. Advises each client to reconnect after a random time.
     * The stage completes when the last socket is closed.
     */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        isStopping = true;
        long within = Math.max(settings.reconnectAfter().toMillis(), size() / RECONNECTS_PER_MILLI);
        all().forEach(connection -> connection
                .socket()
                .goAway(Duration.ofMillis(ThreadLocalRandom.current().nextLong(within + 1))));
        completeIfEmpty();
        return allClosed;
    }

    @Override
    public OptionalLong reportActiveTasks() {
        return OptionalLong.of(size());
    }

    private void completeIfEmpty() {
        if (isStopping && connections.isEmpty()) {
            allClosed.complete(null);
        }
    }

    /**
     * Closes all sockets: with 4001 if the login does not exist in the new data, else with 1001, so that the client
     * reconnects.
     */
    @Override
    public void forget() {
        all().forEach(connection -> connection.delivery().login().closeSocket());
    }

    /** Closes the sockets that are still open after the graceful shutdown. */
    @PreDestroy
    void stop() {
        isStopping = true;
        all().forEach(connection -> connection.socket().close(CloseCode.GOING_AWAY));
    }
}
