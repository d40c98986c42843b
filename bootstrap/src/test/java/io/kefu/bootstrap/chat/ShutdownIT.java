package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chaos.NodeProcess;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.micronaut.context.env.Environment;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is asked to end while everybody talks: all are told to go elsewhere, and what was acknowledged is stored. */
class ShutdownIT {
    private static final Duration ENDED_IN = Duration.ofSeconds(10);
    private static final int CLIENTS = 20;
    private static final int ACKNOWLEDGED_BEFORE = 5;

    @TempDir
    private Path folder;

    private ChatNode node;
    private NodeProcess ending;

    @BeforeEach
    void open() {
        node = new ChatNode(Map.of());
        URI redis = node.bean(Environment.class).getRequiredProperty("redis.uri", URI.class);
        ending = new NodeProcess("ending", redis, folder, 256, Map.of());
    }

    @AfterEach
    void close() {
        ending.close();
        node.close();
    }

    @Test
    void allAreSentAwayAndWhatWasAcknowledgedIsStoredOnce() throws InterruptedException {
        node.kefu(CLIENTS);
        List<Talker> talkers = IntStream.range(0, CLIENTS)
                .mapToObj(i -> {
                    TestUser customer = node.customer();
                    return new Talker(customer, node.connect(customer, ending.uri()));
                })
                .toList();
        List<Thread> threads = talkers.stream()
                .map(talker -> Thread.ofVirtual().start(talker::talk))
                .toList();
        talkers.forEach(talker -> talker.hear(ACKNOWLEDGED_BEFORE));

        long asked = System.nanoTime();
        ending.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(ENDED_IN);

        for (Thread thread : threads) {
            thread.join();
        }
        for (Talker talker : talkers) {
            ChatClient.Closing closing = talker.client.closing();
            assertThat(closing.code()).isEqualTo(1001);
            assertThat(closing.reason()).contains("reconnect after");
            talker.hearTheRest();
            assertThat(log(talker.customer)).containsAllEntriesOf(talker.acknowledged);
        }
    }

    /** What a customer has said: the seq by the client's id. No seq is missing, and no id comes twice. */
    private Map<String, Long> log(TestUser customer) {
        Map<String, Long> log = new HashMap<>();
        try (ChatClient page = node.open(customer)) {
            JsonNode standing = page.await("connected").get("conversations").get(0);
            int last = (int) number(standing, "last_seq");
            for (JsonNode message : page.messages(last)) {
                assertThat(number(message, "seq")).isEqualTo(log.size() + 1L);
                assertThat(log.put(text(message, "client_msg_id"), number(message, "seq")))
                        .isNull();
            }
            assertThat(page.untilPong("message")).isEmpty();
        }
        return log;
    }

    /** A customer who writes as fast as the socket takes it. */
    private static final class Talker {
        private final TestUser customer;
        private final ChatClient client;
        private final Map<String, Long> acknowledged = new HashMap<>();

        Talker(TestUser customer, ChatClient client) {
            this.customer = customer;
            this.client = client;
        }

        void talk() {
            try {
                for (int i = 0; !client.isClosed(); i++) {
                    client.say("support", "message " + i, "id-" + i);
                }
            } catch (CompletionException closed) {
                // The socket was closed between the look and the write.
            }
        }

        void hear(int acks) {
            for (int i = 0; i < acks; i++) {
                note(client.await("ack"));
            }
        }

        void hearTheRest() {
            for (JsonNode ack : client.remaining("ack")) {
                note(ack);
            }
        }

        private void note(JsonNode ack) {
            assertThat(acknowledged.put(text(ack, "client_msg_id"), number(ack, "seq")))
                    .isNull();
        }
    }
}
