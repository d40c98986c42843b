package io.kefu.websocket.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.RecogniseToken;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.connection.Connect;
import io.kefu.application.connection.ListOwnConversations;
import io.kefu.application.connection.ReadChangedSession;
import io.kefu.application.connection.ReadPairConversation;
import io.kefu.application.error.ErrorTexts;
import io.kefu.application.message.AdvanceCursor;
import io.kefu.application.message.FollowConversation;
import io.kefu.application.message.ReadFormerConversation;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.message.testing.InMemoryMessageHistory;
import io.kefu.application.message.testing.InMemoryMessageLog;
import io.kefu.application.presence.RecordHeartbeat;
import io.kefu.application.session.query.ReadSession;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.websocket.frame.TestFrames;
import io.kefu.websocket.settings.WebSocketSettings;
import io.kefu.websocket.socket.Outbound;
import io.kefu.websocket.socket.SocketMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.json.tree.JsonNode;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A node whose stores are in memory, and its connections, whose sockets are embedded channels. */
final class DeliveryFixture {
    private static final WebSocketSettings SETTINGS =
            new WebSocketSettings(Duration.ofSeconds(15), 1_000, 1_000_000, 1, 1, false, false, 100, Duration.ZERO);

    private final SessionFixture fixture;
    private final InMemoryConversations conversations = new InMemoryConversations();
    private final MessageLog log = new InMemoryMessageLog(conversations);
    private final InMemoryTokenStore tokens;
    private final SocketMeters meters;
    private final DeliveryFactory factory;
    private int clients;

    DeliveryFixture() {
        fixture = SessionFixture.inMemory(conversations);
        tokens = new InMemoryTokenStore(fixture.clock());
        meters = new SocketMeters(new SimpleMeterRegistry(), fixture.clock());
        InMemoryMessageHistory history = new InMemoryMessageHistory(conversations);
        ListOwnConversations listOwnConversations =
                new ListOwnConversations(fixture.desk(), history, log, fixture.clock());
        factory = new DeliveryFactory(
                new Connect(
                        conversations.events(),
                        fixture.presence(),
                        fixture.users(),
                        listOwnConversations,
                        fixture.sessions(),
                        fixture.describeSessions(),
                        history,
                        new RecordHeartbeat(
                                fixture.users(),
                                fixture.presence(),
                                fixture.assignWaiting(),
                                fixture.clock(),
                                SessionFixture.PRESENCE_TIMES),
                        fixture.clock(),
                        SessionFixture.PRESENCE_TIMES),
                new RecogniseToken(tokens),
                listOwnConversations,
                new ReadChangedSession(
                        new ReadSession(fixture.sessions(), fixture.describeSessions()), history, log, fixture.clock()),
                new ReadPairConversation(log, fixture.clock()),
                new FollowConversation(log, conversations.events()),
                new ReadFormerConversation(log),
                new AdvanceCursor(log),
                TestFrames.FRAMES,
                TestFrames.JSON,
                meters,
                SETTINGS,
                fixture.clock(),
                null,
                Runnable::run);
    }

    SessionFixture fixture() {
        return fixture;
    }

    InMemoryConversations conversations() {
        return conversations;
    }

    MessageLog log() {
        return log;
    }

    InMemoryTokenStore tokens() {
        return tokens;
    }

    Client customer(String id) {
        return client(new Principal(new UserId(id), Role.CUSTOMER, id), false);
    }

    Client resumingCustomer(String id) {
        return client(new Principal(new UserId(id), Role.CUSTOMER, id), true);
    }

    /** A kefu who can serve up to ten sessions. */
    Client kefu(String id) {
        if (fixture.users().find(new UserId(id)).isEmpty()) {
            fixture.comes(id, 10);
        }
        return client(new Principal(new UserId(id), Role.KEFU, id), false);
    }

    private Client client(Principal user, boolean resumes) {
        if (fixture.users().find(user.id()).isEmpty()) {
            fixture.users().create(Users.customer(user.id().value()), Optional.empty());
        }
        clients++;
        return new Client(user, "connection-" + clients, resumes);
    }

    /** One client with its connection. */
    final class Client implements Delivery.Listener {
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final Delivery delivery;
        private final AccessToken token;
        private final List<byte[]> lastBytes = new ArrayList<>();

        private Client(Principal user, String id, boolean resumes) {
            token = AccessToken.of(user.id(), "0".repeat(AccessToken.SECRET_LENGTH));
            tokens.issue(token.digest(), user, Duration.ofDays(1));
            Outbound outbound = new Outbound(channel, TestFrames.JSON, SETTINGS.maxQueueBytes(), meters);
            delivery = factory.create(
                    new NewConnection(
                            id,
                            "node",
                            user,
                            new ClientOrigin(null, ""),
                            token.value(),
                            resumes,
                            ErrorTexts.accepted("en"),
                            channel,
                            outbound),
                    this);
            delivery.start();
        }

        @Override
        public void greeted() {}

        @Override
        public void opened() {}

        Delivery delivery() {
            channel.runPendingTasks();
            return delivery;
        }

        AccessToken token() {
            return token;
        }

        /** Lets the time pass after which a failed read or subscription is repeated. */
        void waitForRetry() {
            channel.runPendingTasks();
            channel.advanceTimeBy(RetryingReads.PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }

        /** Closes the socket. */
        void disconnect() {
            delivery.stop();
            channel.runPendingTasks();
        }

        /** The frames that were sent since the last call: each frame as its type or event, with the most important values. */
        List<String> received() {
            channel.runPendingTasks();
            lastBytes.clear();
            List<String> received = new ArrayList<>();
            for (Object frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
                switch (frame) {
                    case TextWebSocketFrame text -> {
                        lastBytes.add(text.content().array());
                        received.add(describe(Objects.requireNonNull(
                                TestFrames.JSON.read(text.text().getBytes(UTF_8)))));
                    }
                    case CloseWebSocketFrame close -> received.add("close " + close.statusCode());
                    default -> received.add(frame.toString());
                }
            }
            return received;
        }

        /** The arrays that the frames of the last {@link #received} were sent from. */
        List<byte[]> lastBytes() {
            return lastBytes;
        }

        private static String describe(JsonNode frame) {
            JsonNode data = Objects.requireNonNull(frame.get("data"));
            String type = text(frame, "type");
            return switch (type) {
                case "notification" ->
                    text(data, "event") + join(data, "first_seq", "last_seq", "until_seq", "waiting");
                case "error" -> type + join(data, "code");
                default -> type + join(data, "seq", "content", "user_id", "delivered_seq", "read_seq");
            };
        }

        private static String text(JsonNode object, String name) {
            return Objects.requireNonNull(object.get(name)).getStringValue();
        }

        private static String join(JsonNode data, String... names) {
            StringBuilder joined = new StringBuilder();
            for (String name : names) {
                @Nullable JsonNode value = data.get(name);
                if (value != null) {
                    joined.append(' ').append(value.coerceStringValue());
                }
            }
            return joined.toString();
        }
    }
}
