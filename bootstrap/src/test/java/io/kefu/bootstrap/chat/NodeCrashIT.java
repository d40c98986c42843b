package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chaos.NodeProcess;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.ProcessServer;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a node: its leases expire, and its users continue on the other node. */
class NodeCrashIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The leases of the sweep and of the customers expire at the same time; then follow the grace and one run of the sweep. */
    private static final Duration NOTIFIED_WITHIN = Duration.ofSeconds(10);

    private static final int CUSTOMERS = 5;

    @TempDir
    private Path folder;

    private ProcessServer redis;
    private NodeProcess crashing;
    private ChatNode node;

    @BeforeEach
    void open() {
        redis = ProcessServer.startStoring();
        // This node starts first, so that it holds the lease of the sweep.
        crashing = new NodeProcess(
                "crashing",
                URI.create(redis.address()),
                folder,
                256,
                Map.of("KEFU_PRESENCE_LEASE", "5s", "KEFU_PRESENCE_GRACE", "500ms", "KEFU_WEBSOCKET_HEARTBEAT", "2s"));
        node = new ChatNode(Map.of(
                "redis.uri",
                redis.address(),
                "kefu.presence.lease",
                "5s",
                "kefu.presence.grace",
                "500ms",
                "kefu.websocket.heartbeat",
                "2s"));
    }

    @AfterEach
    void close() {
        node.close();
        crashing.close();
        redis.close();
    }

    @Test
    void continuesOnTheOtherNodeAfterTheLeasesExpired() {
        await("No node has the lease of the sweep", () -> sweeper() != null);
        @Nullable String crashedSweeper = sweeper();
        TestUser kefu = node.kefu();
        List<TestUser> customers =
                Stream.generate(node::customer).limit(CUSTOMERS).toList();
        try (ChatClient console = node.connect(kefu);
                ChatClient writer = node.connect(kefu)) {
            List<ChatClient> pages = customers.stream()
                    .map(customer -> node.connect(customer, crashing.uri()))
                    .toList();
            IntStream.range(0, CUSTOMERS).forEach(i -> exchangeMessages(writer, pages.get(i), customers.get(i)));
            await(
                    "The sweep does not see the customers",
                    () -> customers.stream().allMatch(node::isRecordedOnline));
            await("The sockets are not counted", () -> stats(kefu).equals(Map.of("all", 7L, "general", 5L)));
            assertThat(sweeper()).isEqualTo(crashedSweeper);

            long crash = System.nanoTime();
            crashing.kill();
            IntStream.range(0, CUSTOMERS)
                    .forEach(i -> write(writer, customers.get(i), List.of("missed 1 by " + i, "missed 2 by " + i)));
            Set<String> gone = IntStream.range(0, CUSTOMERS)
                    .mapToObj(i -> console.await("notification", NodeCrashIT::isOffline))
                    .map(data -> text(data, "user_id"))
                    .collect(Collectors.toSet());
            assertThat(Duration.ofNanos(System.nanoTime() - crash)).isLessThan(NOTIFIED_WITHIN);
            assertThat(gone)
                    .containsExactlyInAnyOrderElementsOf(
                            customers.stream().map(TestUser::id).toList());
            await(
                    "The sockets of the crashed node are still counted",
                    () -> stats(kefu).equals(Map.of("all", 2L, "general", 0L)));
            assertThat(sweeper()).isNotNull().isNotEqualTo(crashedSweeper);

            for (int i = 0; i < CUSTOMERS; i++) {
                assertReceivesMissedMessages(customers.get(i), i);
            }
            pages.forEach(ChatClient::close);
        }
    }

    /** Exchanges two messages, which the customer reports as delivered. */
    private static void exchangeMessages(ChatClient writer, ChatClient page, TestUser customer) {
        page.say("support", "hello");
        page.await("ack");
        write(writer, customer, List.of("welcome"));
        JsonNode welcome = page.await("message");
        page.send("delivered", Map.of("conversation_id", text(welcome, "conversation_id"), "seq", 2));
        writer.await(
                "receipt", data -> text(data, "user_id").equals(customer.id()) && number(data, "delivered_seq") == 2);
    }

    private static void write(ChatClient writer, TestUser customer, List<String> contents) {
        for (String content : contents) {
            writer.say(customer.id(), content);
            writer.await("ack");
        }
    }

    private void assertReceivesMissedMessages(TestUser customer, int number) {
        try (ChatClient page = node.connect(customer)) {
            assertThat(page.messages(2).stream().map(message -> text(message, "content")))
                    .containsExactly("missed 1 by " + number, "missed 2 by " + number);
            assertThat(page.untilPong("message")).isEmpty();
        }
    }

    private static boolean isOffline(JsonNode data) {
        return text(data, "event").equals("user_offline");
    }

    private @Nullable String sweeper() {
        Redis store = node.bean(Redis.class);
        return store.await(store.commands().get(DeskKeys.SWEEPER));
    }

    private Map<String, Long> stats(TestUser kefu) {
        Api.Answer answer = new Api(node.uri()).get(kefu.token(), "/api/stats/websocket");
        assertThat(answer.status()).isEqualTo(200);
        return Map.of(
                "all",
                answer.node("total_connections").getLongValue(),
                "general",
                answer.node("rooms.general").getLongValue());
    }

    private static void await(String complaint, BooleanSupplier event) {
        Deadline.await(PATIENCE, complaint, event);
    }
}
