package io.kefu.bootstrap.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chaos.NodeProcess;
import io.kefu.bootstrap.proxy.RollingClient.Outage;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.system.TestAccounts;
import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.Ports;
import io.kefu.redis.testing.ProcessServer;
import io.micronaut.json.tree.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes in processes of their own, on one Redis, behind nginx with the configuration of {@code docs/deploy}. */
class ReverseProxyIT {
    private static final int CLIENTS = Integer.getInteger("rolling.clients", 500);
    private static final int CUSTOMERS_OF_ONE_KEFU = 1_000;
    private static final int MEGABYTE = 1_000_000;
    private static final int LARGE = 100 * MEGABYTE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOUNDARY = "----boundary";
    private static final String ADDRESS_OF_CLIENT = "127.0.0.2";

    @TempDir
    private static Path folder = Path.of("");

    private static ProcessServer redis;
    private static List<NodeProcess> nodes;
    private static Nginx nginx;
    private static Api api;
    private static TestAccounts accounts;
    private static String admin;

    @BeforeAll
    static void start() throws IOException {
        Nginx.require();
        redis = ProcessServer.startStoring();
        List<Integer> ports = Ports.free(2);
        nodes = ports.stream().map(port -> node(port)).toList();
        // Shorter than two heartbeats, so that a test of silent sockets is short.
        nginx = Nginx.start(folder, nodes.stream().map(NodeProcess::uri).toList(), "20s");
        api = new Api(nginx.uri());
        accounts = new TestAccounts(api);
        admin = accounts.admin();
    }

    private static NodeProcess node(int port) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "KEFU_PORT",
                String.valueOf(port),
                "KEFU_HTTP_TRUSTED_PROXIES",
                "127.0.0.1",
                "KEFU_FILES_MAX_SIZE",
                "200MB"));
        return new NodeProcess("node-" + port, URI.create(redis.address()), folder, 256, settings);
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
            nodes.forEach(NodeProcess::close);
            redis.close();
        }
    }

    @Test
    void passesALargeUploadOnWhileItArrivesAndAnswersRanges() throws Exception {
        String token = accounts.customer("uploader");
        CountDownLatch half = new CountDownLatch(1);
        CompletableFuture<HttpResponse<String>> upload = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(nginx.uri().resolve("/api/files/upload"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                                .POST(BodyPublishers.ofInputStream(() -> form(half)))
                                .build(),
                        BodyHandlers.ofString(UTF_8));
        // With buffering, kefu would get the first byte after the last one was sent.
        Deadline.await(
                PATIENCE,
                "kefu does not get the first half before the second was sent",
                () -> Nginx.size(folder.resolve("files")) > LARGE / 4);
        half.countDown();
        HttpResponse<String> answer = upload.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode stored = Api.json(answer.body());
        assertThat(Objects.requireNonNull(stored.get("size")).getLongValue()).isEqualTo(LARGE);

        String file =
                "/api/files/" + Objects.requireNonNull(stored.get("file_id")).getStringValue();
        HttpResponse<byte[]> part = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(nginx.uri().resolve(file))
                                .header("Authorization", "Bearer " + token)
                                .header("Range", "bytes=99999990-")
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(10).containsOnly('x');
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 99999990-99999999/100000000");
    }

    /** A form with a file of 100 MB, whose second half is available only after the latch was released. */
    private static InputStream form(CountDownLatch half) {
        String head =
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.bin\"\r\n\r\n";
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(head.getBytes(UTF_8)),
                new Letters(LARGE / 2, new CountDownLatch(0)),
                new Letters(LARGE / 2, half),
                new ByteArrayInputStream(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8)))));
    }

    /** A number of letters x, which can be read after the latch was released. */
    private static final class Letters extends InputStream {
        private final CountDownLatch begin;
        private int left;

        Letters(int count, CountDownLatch begin) {
            this.left = count;
            this.begin = begin;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read into an array");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                begin.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            int count = Math.min(left, length);
            java.util.Arrays.fill(target, offset, offset + count, (byte) 'x');
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    @Test
    void takesTheAddressOfAClientFromTheProxyOnly() throws Exception {
        // A client of the proxy, which names a wrong address in all headers.
        logInFrom(ADDRESS_OF_CLIENT, nginx.uri(), "through-proxy");
        assertThat(addressOf("through-proxy")).isEqualTo(ADDRESS_OF_CLIENT);
        // A client that reaches a node without the proxy, from an address that is not trusted.
        logInFrom("127.0.0.3", nodes.getFirst().uri(), "direct");
        assertThat(addressOf("direct")).isEqualTo("127.0.0.3");
    }

    private static void logInFrom(String address, URI target, String kefu) throws Exception {
        accounts.kefu(kefu);
        String wrong = "{\"kefu_id\": \"%s\", \"password\": \"wrong-password\"}".formatted(kefu);
        HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build();
        HttpRequest login = HttpRequest.newBuilder(target.resolve("/api/auth/kefu/login"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "9.9.9.9")
                .header("Forwarded", "for=8.8.8.8")
                .POST(BodyPublishers.ofString(wrong))
                .build();
        assertThat(client.send(login, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }

    private static String addressOf(String kefu) {
        Answer entries = api.get(admin, "/api/audit?action=login_failed&target=" + kefu);
        JsonNode entry = entries.node("entries").values().iterator().next();
        return Objects.requireNonNull(entry.get("address")).getStringValue();
    }

    @Test
    void keepsASilentSocketOpenBeyondTheLimitOfTheProxy() throws Exception {
        String token = accounts.customer("silent");
        CountDownLatch pings = new CountDownLatch(2);
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("kefu.v1", "bearer." + token)
                .buildAsync(URI.create("ws://" + nginx.uri().getAuthority() + "/ws/silent"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onPing(WebSocket from, java.nio.ByteBuffer message) {
                        pings.countDown();
                        from.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
                        closed.complete(status);
                        return null;
                    }
                })
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(pings.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(closed).isNotDone();
        socket.abort();
    }

    @Test
    void losesNothingWhenTheNodesAreRestartedOneAfterTheOther() throws Exception {
        for (int i = 0; i * CUSTOMERS_OF_ONE_KEFU < CLIENTS; i++) {
            accounts.kefu("busy" + i);
        }
        HttpClient http = HttpClient.newHttpClient();
        List<RollingClient> clients = IntStream.range(0, CLIENTS)
                .mapToObj(i -> {
                    String id = "rolling" + i;
                    String token = accounts.customer(id);
                    return new RollingClient(http, nginx.uri(), id, token, new Random(i));
                })
                .toList();
        List<Thread> threads =
                clients.stream().map(client -> Thread.ofVirtual().start(client)).toList();
        awaitAll("connected", clients, RollingClient::isConnected);
        for (NodeProcess node : nodes) {
            node.stop();
            awaitAll("connected to the other node", clients, RollingClient::isConnected);
            node.start();
        }
        clients.forEach(RollingClient::stopWriting);
        awaitAll("told that their messages are stored", clients, RollingClient::isAcknowledged);
        clients.forEach(RollingClient::end);
        for (Thread thread : threads) {
            thread.join();
        }

        List<Outage> outages =
                clients.stream().flatMap(client -> client.outages().stream()).toList();
        report(clients, outages);
        assertThat(outages).hasSizeGreaterThanOrEqualTo(CLIENTS);
        assertThat(outages).allMatch(outage -> outage.code() == 1001 && outage.attempts() == 1);
        clients.forEach(ReverseProxyIT::requireAllMessages);
    }

    private static void awaitAll(String state, List<RollingClient> clients, Predicate<RollingClient> reached) {
        try {
            Deadline.await(
                    PATIENCE,
                    "not all clients are " + state,
                    () -> clients.stream().allMatch(reached));
        } catch (IllegalStateException late) {
            String failures = clients.stream()
                    .filter(reached.negate())
                    .map(client -> client.id() + ": " + client.lastFailure())
                    .collect(Collectors.joining(", "));
            throw new IllegalStateException(late.getMessage() + ": " + failures, late);
        }
    }

    private static void report(List<RollingClient> clients, List<Outage> outages) {
        Duration longest = Duration.ZERO;
        for (Outage outage : outages) {
            Duration beyond = outage.actual().minus(outage.advised());
            longest = beyond.compareTo(longest) > 0 ? beyond : longest;
        }
        System.out.printf(
                "rolling restart: %d clients, %d messages, %d closed sockets; connecting took at most %d ms beyond the advised time%n",
                clients.size(),
                clients.stream()
                        .mapToInt(client -> client.acknowledged().size())
                        .sum(),
                outages.size(),
                longest.toMillis());
    }

    /** Every acknowledged message is in the log once, under the seq of its ack. */
    private static void requireAllMessages(RollingClient client) {
        Map<String, Long> stored = new HashMap<>();
        for (JsonNode message : api.get(admin, "/api/messages/history/" + client.id() + "?page_size=100")
                .node("messages")
                .values()) {
            @Nullable JsonNode written = message.get("client_msg_id");
            if (written != null && !written.isNull()) {
                assertThat(stored.put(
                                written.getStringValue(),
                                Objects.requireNonNull(message.get("seq")).getLongValue()))
                        .isNull();
            }
        }
        assertThat(stored).isEqualTo(client.acknowledged());
    }
}
