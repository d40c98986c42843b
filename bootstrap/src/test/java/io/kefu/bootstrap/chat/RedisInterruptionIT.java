package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.redis.testing.FaultyProxy;
import io.kefu.redis.testing.ProcessServer;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Redis becomes unreachable during a chat: sockets stay open, clients are notified, and repeated messages are stored once and in
 * order. Afterwards both sides receive all messages without a request.
 */
class RedisInterruptionIT {
    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> INTERRUPTED_ONCE = List.of("service_interrupted", "service_resumed");

    /** Longer than a node keeps a connection to Redis that does not answer. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private ProcessServer redis;
    private FaultyProxy network;
    private ChatNode node;

    @BeforeEach
    void open() {
        redis = ProcessServer.startStoring();
        network = FaultyProxy.to(redis);
        node = node(network.address());
    }

    @AfterEach
    void close() {
        node.close();
        network.close();
        redis.close();
    }

    private static ChatNode node(String redis) {
        return new ChatNode(Map.of("redis.uri", redis, "kefu.redis.timeout", "1s", "kefu.websocket.heartbeat", "2m"));
    }

    @Test
    void continuesAfterRedisHung() throws InterruptedException {
        try (Chat chat = new Chat(node, node)) {
            CompletableFuture<Void> both = CompletableFuture.allOf(chat.asks.start(), chat.answers.start());
            chat.asks.awaitStarted();
            chat.answers.awaitStarted();
            redis.hang();
            try {
                chat.asks.awaitInterrupted();
                chat.answers.awaitInterrupted();
            } finally {
                redis.resume();
            }
            chat.assertComplete(both);
            assertThat(chat.asks.events()).isEqualTo(INTERRUPTED_ONCE);
            assertThat(chat.answers.events()).isEqualTo(INTERRUPTED_ONCE);
        }
    }

    @Test
    void continuesAfterConnectionsWereResetAndRefused() throws InterruptedException {
        try (Chat chat = new Chat(node, node)) {
            CompletableFuture<Void> both = CompletableFuture.allOf(chat.asks.start(), chat.answers.start());
            chat.asks.awaitStarted();
            chat.answers.awaitStarted();
            network.refuse();
            chat.asks.awaitInterrupted();
            chat.answers.awaitInterrupted();
            network.mend();
            chat.assertComplete(both);
            assertThat(chat.asks.events()).isEqualTo(INTERRUPTED_ONCE);
            assertThat(chat.answers.events()).isEqualTo(INTERRUPTED_ONCE);
        }
    }

    /**
     * One node does not learn that its connection is dead, while the other node continues. Messages of the other node arrive in the
     * end, also if no later message shows the gap.
     */
    @Test
    void continuesAfterTheNetworkSwallowedTheCommandsOfOneNode() throws InterruptedException {
        try (ChatNode other = node(redis.address());
                Chat quiet = new Chat(other, node);
                Chat chat = new Chat(other, node)) {
            CompletableFuture<Void> both =
                    CompletableFuture.allOf(chat.asks.start(chat.answers.resumed()), chat.answers.start());
            chat.asks.awaitStarted();
            chat.answers.awaitStarted();
            network.swallow();
            chat.answers.awaitInterrupted();
            quiet.page.say("support", "sent meanwhile");
            quiet.page.await("ack");
            chat.console.staysOpen(SILENCE);
            network.mend();
            assertThat(text(quiet.console.await("message"), "content")).isEqualTo("sent meanwhile");
            chat.assertComplete(both);
            assertThat(chat.asks.events()).isEmpty();
            assertThat(chat.answers.events()).isEqualTo(INTERRUPTED_ONCE);
        }
    }

    @Test
    void notifiesAKefuOfTransfersDuringTheInterruption() {
        TestUser kefu = node.kefu();
        TestUser colleague = node.kefu(0);
        TestUser customer = node.customer();
        try (ChatNode other = node(redis.address());
                ChatClient console = node.connect(kefu);
                ChatClient next = node.connect(colleague);
                ChatClient page = other.connect(customer)) {
            page.say("support", "hello");
            String session = text(page.await("ack"), "session_id");
            console.await("message");
            network.swallow();
            console.await("notification", event("service_interrupted"));
            Api api = new Api(other.uri());
            api.put(other.admin().token(), "/api/users/" + colleague.id(), "{\"max_sessions\": 1}");
            String to = "{\"to_kefu_id\": \"" + colleague.id() + "\"}";
            assertThat(api.post(kefu.token(), "/api/sessions/" + session + "/transfer", to)
                            .status())
                    .isEqualTo(200);
            network.mend();
            console.await("notification", event("session_transferred"));
            next.await("notification", event("session_assigned"));
            page.say("support", "and now?");
            next.await("message", message -> text(message, "content").equals("and now?"));
            assertThat(console.untilPong("message")).isEmpty();
        }
    }

    private static Predicate<JsonNode> event(String name) {
        return data -> text(data, "event").equals(name);
    }

    /** A customer and a kefu who send messages to each other. */
    private final class Chat implements AutoCloseable {
        private final TestUser customer;
        private final ChatClient page;
        private final ChatClient console;
        private final RepeatingSender asks;
        private final RepeatingSender answers;

        Chat(ChatNode customers, ChatNode kefus) {
            TestUser kefu = node.kefu();
            customer = node.customer();
            page = customers.connect(customer);
            console = kefus.connect(kefu);
            page.say("support", "hello");
            page.await("ack");
            console.await("message");
            asks = new RepeatingSender(page, "support", "question ");
            answers = new RepeatingSender(console, customer.id(), "answer ");
        }

        /** Checks that both sides received all messages in order, and that the log has each of them once. */
        void assertComplete(CompletableFuture<Void> both) {
            both.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            List<String> asked = asks.sent();
            List<String> answered = answers.sent();
            assertThat(asks.receivedAll(answered.size())).isEqualTo(answered);
            assertThat(answers.receivedAll(asked.size())).isEqualTo(asked);
            try (ChatClient again = node.open(customer)) {
                JsonNode state = again.await("connected").get("conversations").get(0);
                assertThat(number(state, "last_seq")).isEqualTo(1L + asked.size() + answered.size());
                List<JsonNode> log = again.messages((int) number(state, "last_seq"));
                assertThat(contents(log, "question ")).isEqualTo(asked);
                assertThat(contents(log, "answer ")).isEqualTo(answered);
            }
        }

        @Override
        public void close() {
            page.close();
            console.close();
        }
    }

    private static List<String> contents(List<JsonNode> messages, String beginning) {
        return messages.stream()
                .map(message -> text(message, "content"))
                .filter(content -> content.startsWith(beginning))
                .toList();
    }
}
