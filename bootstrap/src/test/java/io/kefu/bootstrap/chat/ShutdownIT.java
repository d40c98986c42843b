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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Stops a node while its clients send: it closes every socket with 1001, and every acknowledged message is stored once. */
@Isolated("It measures how long a node takes to end under load.")
class ShutdownIT {
    private static final Duration ENDED_IN = Duration.ofSeconds(10);
    private static final int CLIENTS = 20;

    /** More than the service handles at once. Unbounded, acks and the close frame would queue up behind each other. */
    private static final int UNACKNOWLEDGED = 20;

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
    void closesEverySocketAndStoresAcknowledgedMessagesOnce() throws InterruptedException {
        node.kefu(CLIENTS);
        List<Sender> senders = IntStream.range(0, CLIENTS)
                .mapToObj(i -> {
                    TestUser customer = node.customer();
                    return new Sender(customer, node.connect(customer, ending.uri()));
                })
                .toList();
        List<Thread> threads = senders.stream()
                .map(sender -> Thread.ofVirtual().start(sender::sendUntilClosed))
                .toList();
        for (Sender sender : senders) {
            assertThat(sender.started.await(30, TimeUnit.SECONDS)).isTrue();
        }

        long asked = System.nanoTime();
        ending.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(ENDED_IN);

        for (Thread thread : threads) {
            thread.join();
        }
        for (Sender sender : senders) {
            ChatClient.Closing closing = sender.client.closing();
            assertThat(closing.code()).isEqualTo(1001);
            assertThat(closing.reason()).contains("reconnect after");
            sender.client.remaining("ack").forEach(sender::acknowledge);
            assertThat(log(sender.customer)).containsAllEntriesOf(sender.acknowledged);
        }
    }

    /** The seqs of a customer's messages by their client message ids. Fails if a seq is missing or an id occurs twice. */
    private Map<String, Long> log(TestUser customer) {
        Map<String, Long> log = new HashMap<>();
        try (ChatClient page = node.open(customer)) {
            JsonNode state = page.await("connected").get("conversations").get(0);
            int last = (int) number(state, "last_seq");
            for (JsonNode message : page.messages(last)) {
                assertThat(number(message, "seq")).isEqualTo(log.size() + 1L);
                assertThat(log.put(text(message, "client_msg_id"), number(message, "seq")))
                        .isNull();
            }
            assertThat(page.untilPong("message")).isEmpty();
        }
        return log;
    }

    /** Sends messages in batches, and waits after each batch for its acks. */
    private static final class Sender {
        private final TestUser customer;
        private final ChatClient client;
        private final CountDownLatch started = new CountDownLatch(1);
        private final Map<String, Long> acknowledged = new HashMap<>();

        Sender(TestUser customer, ChatClient client) {
            this.customer = customer;
            this.client = client;
        }

        void sendUntilClosed() {
            try {
                for (int sent = 0; !client.isClosed(); sent += UNACKNOWLEDGED) {
                    for (int i = sent; i < sent + UNACKNOWLEDGED; i++) {
                        client.say("support", "message " + i, "id-" + i);
                    }
                    for (int i = 0; i < UNACKNOWLEDGED; i++) {
                        acknowledge(client.await("ack"));
                    }
                    started.countDown();
                }
            } catch (CompletionException | ChatClient.SocketEnded closed) {
                // The service closed the socket during a batch.
            }
        }

        void acknowledge(JsonNode ack) {
            assertThat(acknowledged.put(text(ack, "client_msg_id"), number(ack, "seq")))
                    .isNull();
        }
    }
}
