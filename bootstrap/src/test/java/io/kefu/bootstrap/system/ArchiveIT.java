package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.ArchiveConversations.Rules;
import io.kefu.bootstrap.KefuNode;
import io.kefu.redis.testing.Deadline;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.micronaut.context.env.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a running node moves messages to the archive while memory is scarce, and that clients read the same as before. */
class ArchiveIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MESSAGES = 500;
    private static final int PAGE = 50;

    @TempDir
    private static Path folder = Path.of("");

    private static KefuNode node;
    private static Api api;
    private static RedisClient client;
    private static RedisCommands<String, String> redis;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of("kefu.archive.above", "0", "kefu.data-dir", folder));
        api = new Api(node.uri());
        client = RedisClient.create(node.bean(Environment.class).getRequiredProperty("redis.uri", String.class));
        redis = client.connect().sync();
    }

    @AfterAll
    static void stop() {
        client.close();
        node.close();
    }

    @Test
    void pagesAreTheSameBeforeAndAfterTheMove() throws IOException {
        TestAccounts staff = new TestAccounts(api);
        String kefu = staff.kefu("kefu1");
        staff.kefu("kefu2");
        for (int i = 0; i < MESSAGES; i++) {
            String sent = "{\"to_user_id\": \"kefu2\", \"content\": \"message %d\"}".formatted(i);
            assertThat(api.post(kefu, "/api/messages/send", sent).status()).isEqualTo(200);
        }
        List<String> before = pages(kefu);

        redis.configSet("maxmemory", "100gb");
        Deadline.await(PATIENCE, "the messages are not moved", () -> entries(".*:log:.*") == 128);
        redis.configSet("maxmemory", "0");

        assertThat(pages(kefu)).isEqualTo(before);
        assertThat(objects())
                .singleElement()
                .satisfies(object -> assertThat(object.getFileName().toString()).startsWith("1-372-"));
        assertThat(api.get(null, "/prometheus").body())
                .contains("kefu_archive_moved_total 372.0", "kefu_archive_segments_total 1.0");
    }

    @Test
    void messagesMoveAfter90DaysOrAbove80PercentByDefault() {
        try (KefuNode other = node.startBeside(Map.of())) {
            assertThat(other.bean(Rules.class)).isEqualTo(new Rules(Duration.ofDays(90), 0.8));
        }
    }

    private static List<String> pages(String token) {
        return IntStream.rangeClosed(1, MESSAGES / PAGE)
                .mapToObj(
                        page -> api.get(token, "/api/messages/history/kefu2?page_size=%d&page=%d".formatted(PAGE, page))
                                .body())
                .toList();
    }

    private static long entries(String pattern) {
        return redis.keys("*").stream()
                .filter(key -> key.matches(pattern))
                .mapToLong(redis::xlen)
                .sum();
    }

    private static List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("files/archive"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
