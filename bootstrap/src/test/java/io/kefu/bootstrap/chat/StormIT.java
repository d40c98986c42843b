package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.connection.port.ConnectionCounts.Counts;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.domain.connection.Room;
import io.kefu.redis.channel.Channels;
import io.kefu.redis.testing.Deadline;
import io.kefu.websocket.node.Connections;
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
 * A thousand customers connect at once, several times: each receives its missed messages, a running chat continues, and the node
 * keeps nothing of closed sockets. The system property {@code storm.customers} sets their number.
 */
class StormIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CUSTOMERS = Integer.getInteger("storm.customers", 1_000);
    private static final int MOST_OF_ONE_KEFU = 1_000;
    private static final int MISSED = 5;
    private static final int ROUNDS = 3;

    private static ChatNode node;

    @BeforeAll
    static void open() {
        // A client that answers no ping counts as having received nothing, so that each round pushes the same messages.
        node = new ChatNode(Map.of("kefu.websocket.heartbeat", "2m"));
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void sendsMissedMessagesToAllAndFreesTheirResources() throws InterruptedException, ExecutionException {
        List<TestUser> customers = new ArrayList<>();
        while (customers.size() < CUSTOMERS) {
            int served = Math.min(CUSTOMERS - customers.size(), MOST_OF_ONE_KEFU);
            TestUser busy = node.kefu(served);
            List<TestUser> all = Stream.generate(node::customer).limit(served).toList();
            write(busy, all);
            customers.addAll(all);
        }
        TestUser kefu = node.kefu();
        TestUser writer = node.customer();
        try (ChatClient console = node.connect(kefu);
                ChatClient page = node.connect(writer);
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            page.say("support", "hello");
            page.await("ack");
            assertThat(text(console.await("message"), "content")).isEqualTo("hello");
            Resources before = resources();
            assertThat(before.sockets).isEqualTo(2);
            for (int round = 0; round < ROUNDS; round++) {
                Instant began = Instant.now();
                List<Future<ChatClient>> pages = customers.stream()
                        .map(each -> crowd.submit(connectAndRead(each)))
                        .toList();
                Duration slowest = chatUntilAllAreConnected(console, page, writer, pages);
                System.out.printf(
                        "storm: %d customers had all messages after %d ms; meanwhile a message and its answer took at most %d ms%n",
                        CUSTOMERS, Duration.between(began, Instant.now()).toMillis(), slowest.toMillis());
                assertThat(node.bean(Connections.class).size()).isEqualTo(CUSTOMERS + 2);
                for (Future<ChatClient> each : pages) {
                    each.get().close();
                }
                await(
                        "The node keeps sockets or channels of closed pages",
                        () -> resources().equals(before));
                await(
                        "Closed sockets are still in a room",
                        () -> counts().equals(new Counts(2, 2, Map.of(Room.SUPPORT, 1L, Room.GENERAL, 1L))));
            }
        }
    }

    private static void write(TestUser kefu, List<TestUser> customers) {
        BulkSender pen = new BulkSender(node);
        for (TestUser customer : customers) {
            pen.ask(customer, "1");
            for (int i = 2; i <= MISSED; i++) {
                pen.answer(kefu, customer, String.valueOf(i));
            }
        }
        pen.finish();
    }

    /** Connects, and receives exactly the missed messages. */
    private static Callable<ChatClient> connectAndRead(TestUser customer) {
        return () -> {
            ChatClient page = node.connect(customer);
            assertThat(page.messages(MISSED).stream().map(message -> text(message, "content")))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, MISSED)
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(page.untilPong("message")).isEmpty();
            return page;
        };
    }

    /** Exchanges messages until every page is connected; the longest time of a message and its answer. */
    private static Duration chatUntilAllAreConnected(
            ChatClient console, ChatClient page, TestUser writer, List<Future<ChatClient>> pages) {
        Duration slowest = Duration.ZERO;
        for (int said = 1; !pages.stream().allMatch(Future::isDone); said++) {
            Instant asked = Instant.now();
            page.say("support", "question " + said);
            assertThat(text(console.await("message"), "content")).isEqualTo("question " + said);
            console.say(writer.id(), "answer " + said);
            JsonNode answer = page.await("message");
            assertThat(text(answer, "content")).isEqualTo("answer " + said);
            Duration took = Duration.between(asked, Instant.now());
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        }
        return slowest;
    }

    /** Numbers of sockets and of subscribed channels of the node. */
    private record Resources(int sockets, int channels) {}

    private static Resources resources() {
        return new Resources(
                node.bean(Connections.class).size(), node.bean(Channels.class).size());
    }

    private static Counts counts() {
        return node.bean(ConnectionCounts.class).total(Instant.now());
    }

    private static void await(String complaint, BooleanSupplier event) {
        Deadline.await(PATIENCE, complaint, event);
    }
}
