package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.domain.user.Role;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.FaultyProxy;
import io.kefu.redis.testing.ProcessServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Redis loses its data, or returns with an older copy, while one of two nodes is not connected to it. Both nodes notice it, are
 * not ready before they have adopted the data, and no client takes an entry of one life of a log for one of another life.
 */
class LostDataIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private ProcessServer redis;
    private RedisClient client;
    private RedisCommands<String, String> commands;
    private FaultyProxy network;
    private ChatNode connected;
    private ChatNode cutOff;

    private void open(ProcessServer server) {
        redis = server;
        client = RedisClient.create(redis.uri());
        commands = client.connect().sync();
        network = FaultyProxy.to(redis);
        connected = node(redis.address());
        cutOff = node(network.address());
    }

    private static ChatNode node(String address) {
        return new ChatNode(Map.of("redis.uri", address, "kefu.redis.timeout", "1s", "kefu.websocket.heartbeat", "2m"));
    }

    @AfterEach
    void close() {
        connected.close();
        cutOff.close();
        network.close();
        client.shutdown();
        redis.close();
    }

    @Test
    void bothNodesAdoptTheEmptyRedis() {
        open(ProcessServer.startStoring());
        TestUser former = connected.customer();
        try (ChatClient here = connected.connect(former);
                ChatClient there = cutOff.connect(former)) {
            String formerEpoch = sayAll(here, 3);
            there.messages(3);
            network.refuse();
            there.await("notification", event("service_interrupted"));
            commands.flushall();
            awaitReadiness(connected, 503);
            awaitReadiness(connected, 200);
            assertThat(here.closeCode()).isEqualTo(4001);
            // A customer of the new data has the same id, and therefore the same conversation.
            TestUser next = connected.user(Role.CUSTOMER, former.id(), 0);
            try (ChatClient customer = connected.connect(next)) {
                String epoch = sayAll(customer, 2);
                assertThat(epoch).isNotEqualTo(formerEpoch);
                assertThat(readiness(cutOff)).isEqualTo(503);
                there.say("support", "of the former data");
                network.mend();
                assertThat(there.closeCode()).isEqualTo(4001);
                awaitReadiness(cutOff, 200);
                assertThat(history(cutOff, next)).doesNotContain("of the former data");
            }
        }
        for (ChatNode node : List.of(connected, cutOff)) {
            assertThat(count(node, "kefu.redis.data.replaced")).isEqualTo(1);
        }
    }

    @Test
    void bothNodesNoticeTheOlderCopy() {
        // Without an append-only file, a restart loads the last snapshot, which is an older copy.
        open(ProcessServer.startWith("--appendonly", "no"));
        TestUser person = connected.customer();
        try (ChatClient here = connected.connect(person);
                ChatClient there = cutOff.connect(person)) {
            String formerEpoch = sayAll(here, 2);
            there.messages(2);
            commands.save();
            sayAll(here, 2);
            List<JsonNode> lost = there.messages(2);
            awaitProbeOfBoth();
            network.refuse();
            there.await("notification", event("service_interrupted"));
            redis.kill();
            here.await("notification", event("service_interrupted"));
            redis.restart();
            String epoch = nextEpoch(here);
            assertThat(epoch).isNotEqualTo(formerEpoch);
            here.await("notification", event("service_resumed"));
            here.say("support", "instead of the lost message");
            JsonNode sent = here.await("ack");
            assertThat(number(sent, "seq")).isEqualTo(3);
            network.mend();
            assertThat(nextEpoch(there)).isEqualTo(epoch);
            JsonNode message = there.await("message", data -> number(data, "seq") == 3);
            assertThat(text(message, "message_id"))
                    .isEqualTo(text(sent, "message_id"))
                    .isNotEqualTo(text(lost.getFirst(), "message_id"));
            awaitReadiness(connected, 200);
            awaitReadiness(cutOff, 200);
        }
        for (ChatNode node : List.of(connected, cutOff)) {
            assertThat(count(node, "kefu.redis.tails.lost")).isPositive();
            assertThat(count(node, "kefu.redis.data.replaced")).isZero();
        }
    }

    /** All nodes and Redis crash, and the append-only file lacks the newest messages. No node is left that knew of them. */
    @Test
    void nodesThatStartedLaterNoticeTheCrash() throws IOException {
        open(ProcessServer.startWith("--appendonly", "yes", "--appendfsync", "everysec"));
        TestUser person = connected.customer();
        String formerEpoch;
        long length;
        try (ChatClient here = connected.connect(person)) {
            formerEpoch = sayAll(here, 2);
            length = Files.size(newestPartOfAppendOnlyFile());
            sayAll(here, 2);
        }
        Path file = newestPartOfAppendOnlyFile();
        redis.kill();
        connected.close();
        cutOff.close();
        try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
            written.truncate(length);
        }
        redis.restart();
        connected = node(redis.address());
        cutOff = node(network.address());
        for (ChatNode node : List.of(connected, cutOff)) {
            try (ChatClient again = node.open(person)) {
                JsonNode state = requireNonNull(again.await("connected").get("conversations"))
                        .get(0);
                assertThat(number(state, "last_seq")).isEqualTo(2);
                assertThat(text(state, "epoch")).isNotEqualTo(formerEpoch);
            }
        }
    }

    private Path newestPartOfAppendOnlyFile() throws IOException {
        Path folder = Path.of(commands.configGet("dir").get("dir"));
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith("aof"))
                    .filter(file -> !file.toString().contains(".base."))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }

    /** The copy is older than a write probe of each node. */
    private void awaitProbeOfBoth() {
        String before = beat();
        Deadline.await(PATIENCE, "No node probes Redis", () -> !beat().equals(before));
    }

    private String beat() {
        return String.valueOf(commands.hget("{p0}:history", "beat"));
    }

    /** Sends messages, and returns the epoch of the conversation. */
    private String sayAll(ChatClient customer, int count) {
        String conversation = "";
        for (int i = 0; i < count; i++) {
            customer.say("support", "message " + i);
            conversation = text(customer.await("ack"), "conversation_id");
        }
        return epoch(conversation);
    }

    private String epoch(String conversation) {
        String key = commands.keys("{p*}:conv:" + conversation.substring("conv_".length()))
                .getFirst();
        String history = key.substring(0, key.indexOf(':')) + ":history";
        @Nullable String lastLoss = commands.hget(history, "n");
        return commands.hget(key, "ep") + "." + (lastLoss == null ? "0" : lastLoss);
    }

    private static Predicate<JsonNode> event(String name) {
        return data -> text(data, "event").equals(name);
    }

    /** The epoch that the next frame of a reset names. */
    private static String nextEpoch(ChatClient client) {
        JsonNode reset = client.await("notification", event("conversation_reset"));
        return text(requireNonNull(reset.get("conversation")), "epoch");
    }

    private static List<String> history(ChatNode node, TestUser customer) {
        Api.Answer answer = new Api(node.uri()).get(customer.token(), "/api/messages/history/" + customer.id());
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        List<String> contents = new ArrayList<>();
        answer.node("messages").values().forEach(message -> contents.add(text(message, "content")));
        return contents;
    }

    private static double count(ChatNode node, String counter) {
        return node.bean(MeterRegistry.class).get(counter).counter().count();
    }

    private static int readiness(ChatNode node) {
        return new Api(node.uri()).get(null, "/health/readiness").status();
    }

    private static void awaitReadiness(ChatNode node, int status) {
        Deadline.await(PATIENCE, "Readiness does not become " + status, () -> readiness(node) == status);
    }
}
