package io.kefu.bootstrap.chat;

import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.CloseSession;
import io.kefu.application.session.port.Desk;
import io.kefu.application.user.port.UserStore;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.lettuce.core.KillArgs;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A running node, and users who chat over it. Users that it creates have ids of their own within the JVM. */
final class ChatNode implements AutoCloseable {
    private static final AtomicInteger USERS = new AtomicInteger();

    private final KefuNode node;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<TestUser> kefu = new ConcurrentLinkedQueue<>();

    ChatNode(Map<String, Object> settings) {
        this(KefuNode.start(settings));
    }

    private ChatNode(KefuNode node) {
        this.node = node;
    }

    /** Starts another node on the same Redis. */
    ChatNode beside() {
        return beside(Map.of());
    }

    /** Starts another node with these settings on the same Redis. */
    ChatNode beside(Map<String, Object> settings) {
        return new ChatNode(node.startBeside(settings));
    }

    URI uri() {
        return node.uri();
    }

    <T> T bean(Class<T> type) {
        return node.bean(type);
    }

    /** A user, and the token of a login of that user. */
    record TestUser(String id, String token) {}

    TestUser customer() {
        return user(Role.CUSTOMER, "customer" + USERS.incrementAndGet(), 0);
    }

    TestUser admin() {
        return user(Role.ADMIN, "admin" + USERS.incrementAndGet(), 0);
    }

    /** A kefu who is online, with room for 1,000 sessions. */
    TestUser kefu() {
        return kefu(1_000);
    }

    /** A kefu who is online, with room for this many sessions. */
    TestUser kefu(int maxSessions) {
        return kefu("kefu" + USERS.incrementAndGet(), maxSessions);
    }

    /** A kefu with this id who is online, with room for this many sessions. */
    TestUser kefu(String id, int maxSessions) {
        TestUser created = user(Role.KEFU, id, maxSessions);
        setOnline(created, maxSessions);
        kefu.add(created);
        return created;
    }

    /** Creates a user with this id, and logs the user in. */
    TestUser user(Role role, String id, int maxSessions) {
        UserId userId = new UserId(id);
        User.Service service = new User.Service(maxSessions, Set.of());
        node.bean(UserStore.class)
                .create(User.created(userId, role, Profile.named("Name of " + id), service, Instant.now()));
        IssueToken.Issued issued = node.bean(IssueToken.class).issue(new Principal(userId, role, "Name of " + id));
        return new TestUser(id, issued.token().value());
    }

    /** Brings a kefu or an admin online, with room for this many sessions. */
    void setOnline(TestUser kefu, int maxSessions) {
        node.bean(Presence.class)
                .logIn(
                        new UserId(kefu.id),
                        new User.Service(maxSessions, Set.of()),
                        Instant.now(),
                        Duration.ofMinutes(5));
    }

    /** Takes a kefu offline. The kefu's sessions stay until they are released or closed. */
    void setOffline(TestUser kefu) {
        node.bean(Presence.class).endDuty(new UserId(kefu.id), Instant.now());
    }

    /** Takes a kefu offline and closes the kefu's sessions, so that the next test starts without them. */
    void retire(TestUser kefu) {
        Principal admin = new Principal(new UserId("admin"), Role.ADMIN, "admin");
        // They are listed first, because the sweep may return the sessions of a kefu who is offline to the queue.
        List<SessionId> served = node.bean(Desk.class).servedBy(new UserId(kefu.id));
        setOffline(kefu);
        served.forEach(session -> node.bean(CloseSession.class).close(admin, session, null));
    }

    /** Closes the waiting sessions and retires every kefu that this object created, so that the next test starts without them. */
    void clear() {
        Principal admin = new Principal(new UserId("admin"), Role.ADMIN, "admin");
        new Api(node.uri())
                .get(admin().token(), "/api/sessions/waiting?page_size=100")
                .node("waiting_sessions")
                .values()
                .forEach(session -> node.bean(CloseSession.class)
                        .close(admin, new SessionId(ChatClient.text(session, "session_id")), null));
        for (TestUser next = kefu.poll(); next != null; next = kefu.poll()) {
            retire(next);
        }
    }

    /** Sets, as an admin, how many sessions a kefu may have. */
    void setMaxSessions(TestUser kefu, int maxSessions) {
        String change = "{\"max_sessions\": " + maxSessions + "}";
        Api.Answer changed = new Api(node.uri()).put(admin().token(), "/api/users/" + kefu.id, change);
        if (changed.status() != 200) {
            throw new IllegalStateException(changed.toString());
        }
    }

    HttpClient http() {
        return http;
    }

    /** Opens a socket, and returns after the {@code connected} frame. */
    ChatClient connect(TestUser user) {
        return connect(user, node.uri());
    }

    /** Opens a socket of a node at this address, and returns after the {@code connected} frame. */
    ChatClient connect(TestUser user, URI address) {
        ChatClient client = ChatClient.connect(http, address, user.id, user.token);
        client.await("connected");
        return client;
    }

    /** Opens a socket, and leaves all its frames to the test. */
    ChatClient open(TestUser user) {
        return ChatClient.connect(http, node.uri(), user.id, user.token);
    }

    /** Opens a socket with {@code resume=1}, and leaves all its frames to the test. */
    ChatClient openResuming(TestUser user) {
        return ChatClient.connect(http, node.uri(), user.id + "?resume=1", user.token);
    }

    /** Closes, at every server, all connections that have subscriptions. Nodes then subscribe again. */
    void loseSubscriptions() {
        KillArgs subscribers = KillArgs.Builder.typePubsub();
        Redis redis = node.bean(Redis.class);
        if (redis.commands() instanceof RedisAdvancedClusterAsyncCommands<String, String> cluster) {
            redis.await(CompletableFuture.allOf(
                    cluster.upstream().commands().clientKill(subscribers).futures()));
        } else {
            redis.await(redis.commands().clientKill(subscribers));
        }
    }

    /** Whether the sweep has recorded that a user is online, without which it announces no {@code user_offline}. */
    boolean isRecordedOnline(TestUser user) {
        Redis redis = node.bean(Redis.class);
        return redis.await(redis.commands().sismember(DeskKeys.PRESENCE_ANNOUNCED, user.id));
    }

    @Override
    public void close() {
        // Does not wait for sockets that a failed test left open.
        http.shutdownNow();
        http.close();
        node.close();
    }
}
