package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.wire.FrameSchemas;
import io.kefu.redis.testing.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the metrics at {@code /prometheus} after a small conversation. */
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern METRIC = Pattern.compile("\\bkefu_[a-z_]+");
    private static KefuNode node;
    private static Api api;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of());
        api = new Api(node.uri());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void countsAConversation() {
        TestAccounts staff = new TestAccounts(api);
        String customer = staff.customer("customer1");
        await("kefu_queue_length", 0);
        api.post(customer, "/api/sessions", "{\"user_id\": \"customer1\"}");
        await("kefu_queue_length", 1);
        assertThat(value("kefu_queue_wait_seconds")).isNotNegative();
        String kefu = staff.kefu("kefu1");
        Listener frames = new Listener();
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + customer)
                    .buildAsync(URI.create(node.uri().toString().replaceFirst("^http", "ws") + "/ws/customer1"), frames)
                    .join();
            frames.connected.join();
            assertThat(value("kefu_sockets{role=\"customer\"}")).isEqualTo(1);
            assertThat(value("kefu_sockets{role=\"kefu\"}")).isZero();
            api.post(kefu, "/api/messages/send", "{\"to_user_id\": \"customer1\", \"content\": \"x\"}");
            await("kefu_messages_pushed_total", 1);
            assertThat(value("kefu_delivery_seconds_count")).isEqualTo(1);
            assertThat(value("kefu_delivery_seconds_bucket{le=\"5.0\"}")).isEqualTo(1);
            String frame = "{\"type\": \"message\", \"data\": {\"to_user_id\": \"support\", \"content\": \"y\"}}";
            FrameSchemas.SERVICE.checkSent(frame);
            socket.sendText(frame, true).join();
            await("kefu_messages_acknowledged_total", 1);
            assertThat(value("kefu_messages_stored_total{type=\"text\"}")).isEqualTo(2);
            assertThat(value("kefu_redis_script_seconds_count{script=\"append_message\"}"))
                    .isGreaterThanOrEqualTo(2);
            assertThat(value("kefu_sockets_closed_total{code=\"4008\"}")).isZero();
            api.post(customer, "/api/auth/logout", "");
            await("kefu_sockets_closed_total{code=\"4001\"}", 1);
        }
    }

    @Test
    void hasEveryMetricOfTheDashboardAndOfTheAlarms() throws IOException {
        TestAccounts staff = new TestAccounts(api);
        String customer = staff.customer("customer2");
        api.post(customer, "/api/messages/send", "{\"to_user_id\": \"support\", \"content\": \"x\"}");
        Path docs = Path.of("..", "docs");
        Set<String> named = new TreeSet<>();
        for (String file : List.of("grafana-dashboard.json", "operations.md")) {
            METRIC.matcher(Files.readString(docs.resolve(file))).results().forEach(found -> named.add(found.group()));
        }
        assertThat(named).contains("kefu_redis_memory_ratio", "kefu_archive_entries", "kefu_redis_durable");
        // The names of a histogram's series begin with its name.
        named.forEach(name -> Deadline.await(
                PATIENCE,
                name + " does not exist",
                () -> api.get(null, "/prometheus").body().contains("\n" + name)));
    }

    private static void await(String metric, double expected) {
        Deadline.await(PATIENCE, metric + " does not become " + expected, () -> value(metric) == expected);
    }

    private static double value(String metric) {
        String metrics = api.get(null, "/prometheus").body();
        Matcher line = Pattern.compile("^" + Pattern.quote(metric) + " (.*)$", Pattern.MULTILINE)
                .matcher(metrics);
        assertThat(line.find()).as("%s in %s", metric, metrics).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private static final class Listener implements WebSocket.Listener {
        private final CompletableFuture<String> connected = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            FrameSchemas.SERVICE.checkReceived(text.toString());
            connected.complete(text.toString());
            socket.request(1);
            return null;
        }
    }
}
