package io.kefu.bootstrap.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.kefu.bootstrap.ChildJvm;
import io.kefu.redis.testing.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what {@code kefu.tracing} switches on: nothing by default, or the sending of spans to a collector. */
class TracingSettingIT {

    @Test
    void initialisesNoClassOfOpenTelemetryIfTracingIsOff(@TempDir Path folder) throws Exception {
        Path classes = folder.resolve("classes.log");
        Process chat =
                ChildJvm.start(UntracedChat.class, Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+init=info:file=" + classes));
        assertThat(chat.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(chat.exitValue()).isZero();
        List<String> initialised = Files.readAllLines(classes);
        assertThat(initialised).anyMatch(line -> line.contains("io.kefu.websocket.command.FrameReader"));
        assertThat(initialised).noneMatch(line -> line.contains("io.opentelemetry."));
    }

    @Test
    void sendsSpansToACollector() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        exportOneFrameTo(collector.getAddress().getPort());
        String spans = received.poll(10, TimeUnit.SECONDS);
        collector.stop(0);
        assertThat(spans).contains("kefu of this test", "frame ping");
    }

    @Test
    void logsThatTheCollectorCannotBeReached() throws Exception {
        try (TracedLog log = TracedLog.open()) {
            exportOneFrameTo(closedPort());
            // The exporter repeats a failed attempt some times before.
            Deadline.await(
                    Duration.ofSeconds(30),
                    "nothing was logged",
                    () -> log.lines().stream()
                            .anyMatch(line -> line.contains("ERROR") && line.contains("Failed to export")));
        }
    }

    @Test
    void stopsAlthoughTheCollectorDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            long stopped = exportOneFrameTo(silent.getLocalPort());
            // The exporter itself would wait for ten seconds.
            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(8));
        }
    }

    /** Sends a frame to a node, and stops it, which sends the spans that wait. Returns when the stop began, in nanoseconds. */
    private static long exportOneFrameTo(int port) {
        Map<String, Object> settings = Map.of(
                "kefu.tracing",
                "otlp",
                "otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + port,
                "otel.service.name",
                "kefu of this test");
        try (ChatNode node = new ChatNode(settings)) {
            try (ChatClient page = node.connect(node.customer())) {
                page.untilPong("message");
            }
            return System.nanoTime();
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
