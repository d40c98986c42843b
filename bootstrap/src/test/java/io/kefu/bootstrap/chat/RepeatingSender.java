package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Sends one message after the other, and repeats each until it is acknowledged. */
final class RepeatingSender {
    private static final int PATIENCE_SECONDS = 30;
    private static final int MESSAGES_UNTIL_STARTED = 10;
    private static final int REFUSALS = 2;
    private static final int MESSAGES_AFTER_RESUMPTION = 20;

    private final ChatClient client;
    private final String to;
    private final String prefix;
    private final CountDownLatch started = new CountDownLatch(MESSAGES_UNTIL_STARTED);

    /** Counts the notification and the refusals. */
    private final CountDownLatch interrupted = new CountDownLatch(1 + REFUSALS);

    private final CompletableFuture<Void> resumed = new CompletableFuture<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    private int sent;

    RepeatingSender(ChatClient client, String to, String prefix) {
        this.client = client;
        this.to = to;
        this.prefix = prefix;
    }

    /** Sends until some messages after {@code service_resumed} has arrived. */
    CompletableFuture<Void> start() {
        return start(resumed);
    }

    /** Sends until some messages after this future has completed. */
    CompletableFuture<Void> start(CompletableFuture<Void> end) {
        return CompletableFuture.runAsync(
                () -> send(end), task -> Thread.ofVirtual().start(task));
    }

    /** Completes when {@code service_resumed} has arrived. */
    CompletableFuture<Void> resumed() {
        return resumed;
    }

    void awaitStarted() throws InterruptedException {
        await(started);
    }

    /** Returns when {@code service_interrupted} and some refusals have arrived. */
    void awaitInterrupted() throws InterruptedException {
        await(interrupted);
    }

    private void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(prefix + events)
                .isTrue();
    }

    private void send(CompletableFuture<Void> end) {
        for (int more = MESSAGES_AFTER_RESUMPTION; more > 0; ) {
            sent++;
            do {
                client.say(to, prefix + sent, prefix + sent);
            } while (!isAcknowledged());
            started.countDown();
            if (end.isDone()) {
                more--;
            }
        }
    }

    private boolean isAcknowledged() {
        while (true) {
            JsonNode frame = client.next();
            JsonNode data = frame.get("data");
            switch (text(frame, "type")) {
                case "message" -> received.add(text(data, "content"));
                case "notification" -> handleNotification(text(data, "event"));
                case "ack" -> {
                    assertThat(text(data, "client_msg_id")).isEqualTo(prefix + sent);
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
                    // Other frames do not matter here.
                }
            }
        }
    }

    private void handleNotification(String event) {
        if (event.startsWith("service_")) {
            events.add(event);
            interrupted.countDown();
        }
        if (event.equals("service_resumed")) {
            resumed.complete(null);
        }
    }

    /** The {@code service_} events that arrived. To be called after the sender has ended. */
    List<String> events() {
        return events;
    }

    /** The contents that were sent and acknowledged. To be called after the sender has ended. */
    List<String> sent() {
        return IntStream.rangeClosed(1, sent).mapToObj(i -> prefix + i).toList();
    }

    /** Waits for {@code count} messages, and returns the contents of all received ones. To be called after the sender has ended. */
    List<String> receivedAll(int count) {
        while (received.size() < count) {
            received.add(text(client.await("message"), "content"));
        }
        client.untilPong("message").forEach(message -> received.add(text(message, "content")));
        return received;
    }
}
