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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client reads a backlog that is larger than the heap of the node that sends it. */
class BacklogIT {
    private static final int MESSAGES = 30_000;
    private static final int HEAP_MEGABYTES = 128;

    /** Makes all contents together 120 MB large. */
    private static final String PADDING = " " + "x".repeat(3_990);

    @TempDir
    private Path folder;

    private ChatNode node;
    private NodeProcess small;

    @BeforeEach
    void open() {
        node = new ChatNode(Map.of());
        URI redis = node.bean(Environment.class).getRequiredProperty("redis.uri", URI.class);
        small = new NodeProcess("small", redis, folder, HEAP_MEGABYTES, Map.of());
    }

    @AfterEach
    void close() {
        small.close();
        node.close();
    }

    @Test
    void sendsEveryMissedMessageOnceAndInOrder() {
        TestUser kefu = node.kefu();
        TestUser customer = node.customer();
        BulkSender pen = new BulkSender(node);
        pen.ask(customer, 1 + PADDING);
        for (int i = 2; i <= MESSAGES; i++) {
            pen.answer(kefu, customer, i + PADDING);
        }
        pen.finish();
        try (ChatClient page = node.connect(customer, small.uri())) {
            for (int i = 1; i <= MESSAGES; i++) {
                JsonNode message = page.await("message");
                assertThat(number(message, "seq")).isEqualTo(i);
                assertThat(text(message, "content")).isEqualTo(i + PADDING);
            }
            assertThat(page.untilPong("message")).isEmpty();
        }
    }
}
