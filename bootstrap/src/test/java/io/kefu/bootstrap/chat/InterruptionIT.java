package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.House.Person;
import io.kefu.redis.testing.ProcessServer;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis hangs under a chat: sockets stay, people are told, and what they repeat is stored once, in their order. */
class InterruptionIT {
    private static final int PATIENCE_SECONDS = 30;
    private static final int BEFORE = 10;
    private static final int REFUSALS = 2;
    private static final int AFTERWARDS = 20;

    private ProcessServer redis;
    private House house;

    @BeforeEach
    void open() {
        redis = ProcessServer.startStoring();
        house = new House(
                Map.of("redis.uri", redis.address(), "kefu.redis.timeout", "1s", "kefu.websocket.heartbeat", "2m"));
    }

    @AfterEach
    void close() {
        house.close();
        redis.close();
    }

    @Test
    void whatIsRepeatedUntilAcknowledgedIsThereOnceAndInOrder() throws InterruptedException {
        Person kefu = house.kefu();
        Person customer = house.customer();
        List<String> asked;
        List<String> answered;
        try (ChatClient page = house.connect(customer);
                ChatClient console = house.connect(kefu)) {
            page.say("support", "hello");
            page.await("ack");
            console.await("message");
            Speaker asks = new Speaker(page, "support", "question ");
            Speaker answers = new Speaker(console, customer.id(), "answer ");
            CompletableFuture<Void> both = CompletableFuture.allOf(asks.start(), answers.start());
            asks.await(asks.underWay);
            answers.await(answers.underWay);
            redis.hang();
            try {
                asks.await(asks.interrupted);
                answers.await(answers.interrupted);
            } finally {
                redis.resume();
            }
            both.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            asked = asks.said();
            answered = answers.said();
            assertThat(asks.heardAll(answered.size())).isEqualTo(answered);
            assertThat(answers.heardAll(asked.size())).isEqualTo(asked);
        }
        assertStoredOnce(customer, asked, answered);
    }

    private void assertStoredOnce(Person customer, List<String> asked, List<String> answered) {
        try (ChatClient again = ChatClient.connect(house.http(), house.node().uri(), customer.id(), customer.token())) {
            JsonNode standing = again.await("connected").get("conversations").get(0);
            assertThat(number(standing, "last_seq")).isEqualTo(1L + asked.size() + answered.size());
            List<JsonNode> log = again.messages((int) number(standing, "last_seq"));
            assertThat(contents(log, "question ")).isEqualTo(asked);
            assertThat(contents(log, "answer ")).isEqualTo(answered);
        }
    }

    private static List<String> contents(List<JsonNode> messages, String beginning) {
        return messages.stream()
                .map(message -> text(message, "content"))
                .filter(content -> content.startsWith(beginning))
                .toList();
    }

    /** Somebody who says one thing after the other, each until it is acknowledged, until a while after all is well. */
    private static final class Speaker {
        private final ChatClient client;
        private final String to;
        private final String words;
        private final CountDownLatch underWay = new CountDownLatch(BEFORE);

        /** The notice, and so many refusals. */
        private final CountDownLatch interrupted = new CountDownLatch(1 + REFUSALS);

        private final List<String> events = new ArrayList<>();
        private final List<String> heard = new ArrayList<>();
        private int said;

        Speaker(ChatClient client, String to, String words) {
            this.client = client;
            this.to = to;
            this.words = words;
        }

        CompletableFuture<Void> start() {
            return CompletableFuture.runAsync(
                    this::speak, task -> Thread.ofVirtual().start(task));
        }

        void await(CountDownLatch latch) throws InterruptedException {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(words + events)
                    .isTrue();
        }

        private void speak() {
            for (int more = AFTERWARDS; more > 0; ) {
                said++;
                do {
                    client.say(to, words + said, words + said);
                } while (!isAcknowledged());
                underWay.countDown();
                if (events.contains("service_resumed")) {
                    more--;
                }
            }
            assertThat(events).containsExactly("service_interrupted", "service_resumed");
        }

        private boolean isAcknowledged() {
            while (true) {
                JsonNode frame = client.next();
                JsonNode data = frame.get("data");
                switch (text(frame, "type")) {
                    case "message" -> heard.add(text(data, "content"));
                    case "notification" -> notice(text(data, "event"));
                    case "ack" -> {
                        assertThat(text(data, "client_msg_id")).isEqualTo(words + said);
                        return true;
                    }
                    case "error" -> {
                        assertThat(text(data, "code")).isEqualTo("SERVICE_UNAVAILABLE");
                        if (events.contains("service_interrupted")) {
                            interrupted.countDown();
                        }
                        return false;
                    }
                    default -> {
                        // Nothing that this is about.
                    }
                }
            }
        }

        private void notice(String event) {
            if (event.startsWith("service_")) {
                events.add(event);
                interrupted.countDown();
            }
        }

        List<String> said() {
            return IntStream.rangeClosed(1, said).mapToObj(i -> words + i).toList();
        }

        /** What the other one was heard to say, so many things at least. */
        List<String> heardAll(int count) {
            while (heard.size() < count) {
                heard.add(text(client.await("message"), "content"));
            }
            client.untilPong("message").forEach(message -> heard.add(text(message, "content")));
            return heard;
        }
    }
}
