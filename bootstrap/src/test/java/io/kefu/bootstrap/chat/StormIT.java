package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.connection.port.ConnectionCounts.Counts;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.domain.connection.Room;
import io.kefu.redis.message.Channels;
import io.kefu.redis.testing.Deadline;
import io.kefu.websocket.connection.Connections;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand customers come at once, again and again: each gets what waited, who talks goes on, and nothing stays behind. The
 * system property {@code storm.customers} makes them more.
 */
class StormIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CUSTOMERS = Integer.getInteger("storm.customers", 1_000);
    private static final int MOST_SERVED = 1_000;
    private static final int WAITING = 5;
    private static final int TIMES = 3;

    private static ChatNode node;

    @BeforeAll
    static void open() {
        // Who answers no ping before it goes has got nothing, so that the same waits each time.
        node = new ChatNode(Map.of("kefu.websocket.heartbeat", "2m"));
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void eachGetsWhatWaitedAndNothingStaysBehind() throws InterruptedException, ExecutionException {
        List<TestUser> customers = new ArrayList<>();
        while (customers.size() < CUSTOMERS) {
            int served = Math.min(CUSTOMERS - customers.size(), MOST_SERVED);
            TestUser busy = node.kefu(served);
            List<TestUser> all = Stream.generate(node::customer).limit(served).toList();
            write(busy, all);
            customers.addAll(all);
        }
        TestUser kefu = node.kefu();
        TestUser talker = node.customer();
        try (ChatClient console = node.connect(kefu);
                ChatClient page = node.connect(talker);
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            page.say("support", "hello");
            page.await("ack");
            assertThat(text(console.await("message"), "content")).isEqualTo("hello");
            Standing before = standing();
            assertThat(before.sockets).isEqualTo(2);
            for (int time = 0; time < TIMES; time++) {
                Instant began = Instant.now();
                List<Future<ChatClient>> pages = customers.stream()
                        .map(each -> crowd.submit(comes(each)))
                        .toList();
                Duration slowest = talkUntilAllAreThere(console, page, talker, pages);
                System.out.printf(
                        "storm: %d customers had all after %d ms; meanwhile a word and its answer took %d ms at most%n",
                        CUSTOMERS, Duration.between(began, Instant.now()).toMillis(), slowest.toMillis());
                assertThat(node.bean(Connections.class).size()).isEqualTo(CUSTOMERS + 2);
                for (Future<ChatClient> each : pages) {
                    each.get().close();
                }
                await("Something stays behind", () -> standing().equals(before));
                await(
                        "The rooms are not left",
                        () -> counts().equals(new Counts(2, 2, Map.of(Room.SUPPORT, 1L, Room.GENERAL, 1L))));
            }
        }
    }

    private static void write(TestUser kefu, List<TestUser> customers) {
        BulkSender pen = new BulkSender(node);
        for (TestUser customer : customers) {
            pen.ask(customer, "1");
            for (int i = 2; i <= WAITING; i++) {
                pen.answer(kefu, customer, String.valueOf(i));
            }
        }
        pen.finish();
    }

    /** Connects, gets what waited, and nothing else. */
    private static Callable<ChatClient> comes(TestUser customer) {
        return () -> {
            ChatClient page = node.connect(customer);
            assertThat(page.messages(WAITING).stream().map(message -> text(message, "content")))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, WAITING)
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(page.untilPong("message")).isEmpty();
            return page;
        };
    }

    /** Returns how long the slowest word and its answer took. */
    private static Duration talkUntilAllAreThere(
            ChatClient console, ChatClient page, TestUser talker, List<Future<ChatClient>> pages) {
        Duration slowest = Duration.ZERO;
        for (int said = 1; !pages.stream().allMatch(Future::isDone); said++) {
            Instant asked = Instant.now();
            page.say("support", "question " + said);
            assertThat(text(console.await("message"), "content")).isEqualTo("question " + said);
            console.say(talker.id(), "answer " + said);
            JsonNode answer = page.await("message");
            assertThat(text(answer, "content")).isEqualTo("answer " + said);
            Duration took = Duration.between(asked, Instant.now());
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }
        return slowest;
    }

    /** What a node holds for its sockets. */
    private record Standing(int sockets, int channels) {}

    private static Standing standing() {
        return new Standing(
                node.bean(Connections.class).size(), node.bean(Channels.class).size());
    }

    private static Counts counts() {
        return node.bean(ConnectionCounts.class).total(Instant.now());
    }

    private static void await(String complaint, BooleanSupplier event) {
        Deadline deadline = new Deadline(PATIENCE, complaint);
        while (!event.getAsBoolean()) {
            deadline.check();
        }
    }
}
