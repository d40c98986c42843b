package io.kefu.bootstrap.chat;

import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.CloseSession;
import io.kefu.application.session.port.Desk;
import io.kefu.application.user.port.UserStore;
import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.lettuce.core.KillArgs;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A running node with people in it. */
final class House implements AutoCloseable {
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private final KefuNode node;
    private final HttpClient http = HttpClient.newHttpClient();

    House(Map<String, Object> settings) {
        this(KefuNode.start(settings));
    }

    private House(KefuNode node) {
        this.node = node;
    }

    /** The same house through another node. */
    House beside() {
        return beside(Map.of());
    }

    /** Likewise, with these settings. */
    House beside(Map<String, Object> settings) {
        return new House(node.startBeside(settings));
    }

    KefuNode node() {
        return node;
    }

    /** Somebody, logged in. */
    record Person(String id, String token) {}

    Person customer() {
        return person(Role.CUSTOMER, "customer" + PEOPLE.incrementAndGet(), 0);
    }

    Person admin() {
        return person(Role.ADMIN, "admin" + PEOPLE.incrementAndGet(), 0);
    }

    /** A kefu who is online and has room. */
    Person kefu() {
        return kefu(1_000);
    }

    Person kefu(int maxSessions) {
        return kefu("kefu" + PEOPLE.incrementAndGet(), maxSessions);
    }

    /** A kefu of this id who is online, with room for this many sessions. */
    Person kefu(String id, int maxSessions) {
        Person kefu = person(Role.KEFU, id, maxSessions);
        comes(kefu, maxSessions);
        return kefu;
    }

    /** Brings a kefu online, with room for this many sessions. */
    void comes(Person kefu, int maxSessions) {
        node.bean(Presence.class)
                .come(
                        new UserId(kefu.id),
                        new User.Service(maxSessions, Set.of()),
                        Instant.now(),
                        Duration.ofMinutes(5));
    }

    /** Sets, as an admin, how many sessions a kefu may have. */
    void allow(Person kefu, int maxSessions) {
        String change = "{\"max_sessions\": " + maxSessions + "}";
        Api.Answer allowed = new Api(node.uri()).put(admin().token(), "/api/users/" + kefu.id, change);
        if (allowed.status() != 200) {
            throw new IllegalStateException(allowed.toString());
        }
    }

    /** A kefu closes all sessions and leaves, so that nothing is left for those who come. */
    void sendHome(Person kefu) {
        UserId id = new UserId(kefu.id);
        Principal admin = new Principal(new UserId("admin"), Role.ADMIN, "admin");
        leaves(kefu);
        node.bean(Desk.class)
                .servedBy(id)
                .forEach(session -> node.bean(CloseSession.class).close(admin, session, null));
    }

    /** A kefu leaves, whose sessions go to others. */
    void leaves(Person kefu) {
        node.bean(Presence.class).leave(new UserId(kefu.id), Instant.now());
    }

    /** Adds a user of this id who is logged in. */
    Person person(Role role, String id, int maxSessions) {
        UserId userId = new UserId(id);
        User.Service service = new User.Service(maxSessions, Set.of());
        Instant now = Instant.now();
        node.bean(UserStore.class)
                .create(new User(userId, "Name of " + id, null, role, null, now, now, false, service), null);
        IssueToken.Issued issued = node.bean(IssueToken.class).issue(new Principal(userId, role, "Name of " + id));
        return new Person(id, issued.token().value());
    }

    HttpClient http() {
        return http;
    }

    /** Connects, and waits to be told so. */
    ChatClient connect(Person person) {
        return connect(person, node.uri());
    }

    /** Connects likewise to a node at another address. */
    ChatClient connect(Person person, URI other) {
        ChatClient client = ChatClient.connect(http, other, person.id, person.token);
        client.await("connected");
        return client;
    }

    /** Connects to go on from where the client will say that it is. */
    ChatClient resuming(Person person) {
        return ChatClient.connect(http, node.uri(), person.id + "?resume=1", person.token);
    }

    /** Lets the node's subscriptions end, and begin again. */
    void loseSubscriptions() {
        Redis redis = node.bean(Redis.class);
        redis.await(redis.commands().clientKill(KillArgs.Builder.typePubsub()));
    }

    /** Whether the house has taken note that somebody is online, and so will tell when they go. */
    boolean isToldOnline(Person person) {
        Redis redis = node.bean(Redis.class);
        return redis.await(redis.commands().sismember(DeskKeys.PRESENCE_TOLD, person.id));
    }

    @Override
    public void close() {
        // A test that failed may have left sockets open.
        http.shutdownNow();
        http.close();
        node.close();
    }
}
