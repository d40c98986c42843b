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

/** Somebody who says one thing after the other, each until it is acknowledged, until a while after all is well. */
final class RepeatingSender {
    private static final int PATIENCE_SECONDS = 30;
    private static final int BEFORE = 10;
    private static final int REFUSALS = 2;
    private static final int AFTERWARDS = 20;

    private final ChatClient client;
    private final String to;
    private final String words;
    private final CountDownLatch underWay = new CountDownLatch(BEFORE);

    /** The notice, and so many refusals. */
    private final CountDownLatch interrupted = new CountDownLatch(1 + REFUSALS);

    private final CompletableFuture<Void> resumed = new CompletableFuture<>();
    private final List<String> events = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private int said;

    RepeatingSender(ChatClient client, String to, String words) {
        this.client = client;
        this.to = to;
        this.words = words;
    }

    /** Speaks until the service has told this one that all is well, and a while longer. */
    CompletableFuture<Void> start() {
        return start(resumed);
    }

    /** Speaks until all is well, and a while longer. */
    CompletableFuture<Void> start(CompletableFuture<Void> allIsWell) {
        return CompletableFuture.runAsync(
                () -> speak(allIsWell), task -> Thread.ofVirtual().start(task));
    }

    /** Completes when the service has told this one that all is well again. */
    CompletableFuture<Void> resumed() {
        return resumed;
    }

    void awaitUnderWay() throws InterruptedException {
        await(underWay);
    }

    /** Returns when this one was told of the interruption, and refused. */
    void awaitInterrupted() throws InterruptedException {
        await(interrupted);
    }

    private void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(words + events)
                .isTrue();
    }

    private void speak(CompletableFuture<Void> allIsWell) {
        for (int more = AFTERWARDS; more > 0; ) {
            said++;
            do {
                client.say(to, words + said, words + said);
            } while (!isAcknowledged());
            underWay.countDown();
            if (allIsWell.isDone()) {
                more--;
            }
        }
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
        if (event.equals("service_resumed")) {
            resumed.complete(null);
        }
    }

    /** What the service told of itself; to be asked when this one has ended. */
    List<String> events() {
        return events;
    }

    /** What was said, and acknowledged; to be asked when this one has ended. */
    List<String> said() {
        return IntStream.rangeClosed(1, said).mapToObj(i -> words + i).toList();
    }

    /** What the other one was heard to say, so many things at least; to be asked when this one has ended. */
    List<String> heardAll(int count) {
        while (heard.size() < count) {
            heard.add(text(client.await("message"), "content"));
        }
        client.untilPong("message").forEach(message -> heard.add(text(message, "content")));
        return heard;
    }
}
