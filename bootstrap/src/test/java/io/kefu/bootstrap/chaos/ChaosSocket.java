package io.kefu.bootstrap.chaos;

import static java.util.Objects.requireNonNull;

import io.kefu.bootstrap.chaos.DeviceHistory.Acknowledgement;
import io.kefu.bootstrap.chaos.DeviceHistory.SentMessage;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.wire.FrameSchemas;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One socket of one device. It records every frame, and reports frames that violate the protocol or the AsyncAPI document. */
final class ChaosSocket implements WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String EXPECTED_ERROR = "SERVICE_UNAVAILABLE";
    private static final int UNAVAILABLE = 503;
    private static final String RESUME = "resume";

    /** Close codes of a lost connection, a node that stops, and a node without Redis. */
    private static final Set<Integer> EXPECTED_CLOSE_CODES = Set.of(1000, 1001, 1006, 1011);

    private final URI node;
    private final DeviceHistory history;
    private final ConnectionHistory connection;
    private final Conversations conversations;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile long answeredAt = System.nanoTime();
    private volatile boolean over;
    private @Nullable WebSocket socket;

    private ChaosSocket(URI node, DeviceHistory history, ConnectionHistory connection, Conversations conversations) {
        this.node = node;
        this.history = history;
        this.connection = connection;
        this.conversations = conversations;
    }

    /**
     * The conversations of the user.
     *
     * @param resumes whether the device names its own positions after it has connected
     * @param sessions conversations with sessions, which the {@code connected} frame always names
     * @param pairs pair conversations, which the {@code connected} frame names only if something is undelivered
     */
    record Conversations(boolean resumes, List<String> sessions, List<String> pairs) {}

    /** Opens a socket, and returns after {@code connected} and, if any, {@code resume} were exchanged; null if that failed. */
    static @Nullable ChaosSocket open(
            HttpClient http, URI node, String token, DeviceHistory history, Conversations conversations)
            throws InterruptedException {
        ConnectionHistory connection = new ConnectionHistory(history.device() + "'s connection "
                + (history.connections().size() + 1) + " (port " + node.getPort() + ")");
        ChaosSocket opened = new ChaosSocket(node, history, connection, conversations);
        URI uri = URI.create(
                "ws://" + node.getAuthority() + "/ws/" + history.user() + (conversations.resumes ? "?resume=1" : ""));
        CompletableFuture<WebSocket> opening = http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .subprotocols("kefu.v1", "bearer." + token)
                .buildAsync(uri, opened);
        try {
            opened.socket = opening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            opened.ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return opened;
        } catch (ExecutionException e) {
            opened.checkRefusal(e.getCause());
        } catch (TimeoutException e) {
            // The client tries again, with either node.
        }
        opened.over = true;
        var unused = opening.thenAccept(WebSocket::abort);
        return null;
    }

    private void checkRefusal(@Nullable Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refusal
                && refusal.getResponse().statusCode() != UNAVAILABLE) {
            history.violation("could not connect: " + refusal.getResponse().statusCode());
        }
    }

    boolean isOver() {
        return over;
    }

    boolean leadsTo(URI address) {
        return node.equals(address);
    }

    ConnectionHistory connection() {
        return connection;
    }

    /** The time since the last ack or error. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - answeredAt);
    }

    /** The next message that the service refused with {@code SERVICE_UNAVAILABLE}; null if there is none. */
    @Nullable
    SentMessage nextRefused() {
        String id = refused.poll();
        return id == null ? null : history.sentMessage(id);
    }

    void send(SentMessage message) throws InterruptedException {
        connection.sent(message.id());
        send("""
            {"type":"message","id":"%1$s","data":{"to_user_id":"%2$s","content":"%3$s","client_msg_id":"%1$s"}}\
            """.formatted(message.id(), message.to(), message.content()));
    }

    void delivered(String conversation, long seq) throws InterruptedException {
        history.report(conversation, seq);
        send("{\"type\":\"delivered\",\"data\":{\"conversation_id\":\"%s\",\"seq\":%d}}".formatted(conversation, seq));
    }

    private void send(String text) throws InterruptedException {
        try {
            sendChecked(requireNonNull(socket), text).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            cut();
        }
    }

    private static CompletableFuture<WebSocket> sendChecked(WebSocket to, String frame) {
        FrameSchemas.SERVICE.checkSent(frame);
        return to.sendText(frame, true);
    }

    /** Ends the TCP connection without a close frame. */
    void cut() {
        over = true;
        requireNonNull(socket).abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            try {
                FrameSchemas.SERVICE.checkReceived(text);
                JsonNode frame = Api.json(text);
                handle(from, text(frame, "type"), required(frame, "data"), frame.get("id"));
            } catch (RuntimeException | AssertionError e) {
                history.violation("cannot read " + text + ": " + e);
            }
        }
        from.request(1);
        return null;
    }

    private void handle(WebSocket from, String type, JsonNode data, @Nullable JsonNode id) {
        switch (type) {
            case "connected" -> connected(from, data);
            case "message" -> {
                String conversation = text(data, "conversation_id");
                long seq = number(data, "seq");
                connection.push(
                        conversation,
                        new ConnectionHistory.Push(
                                seq, text(data, "message_id"), text(data, "from_user_id"), text(data, "content")));
                history.receive(conversation, seq);
            }
            case "ack" -> {
                answeredAt = System.nanoTime();
                Acknowledgement ack = new Acknowledgement(
                        text(data, "conversation_id"), number(data, "seq"), text(data, "message_id"));
                history.acknowledge(requireNonNull(id).getStringValue(), ack);
            }
            case "error" -> {
                answeredAt = System.nanoTime();
                error(text(data, "code"), id);
            }
            default -> {
                // Other frames do not concern stored messages.
            }
        }
    }

    private void connected(WebSocket from, JsonNode data) {
        history.add(connection);
        for (JsonNode conversation : required(data, "conversations").values()) {
            String name = text(conversation, "conversation_id");
            long delivered = number(conversation, "delivered_seq");
            connection.starts(name, delivered);
            history.checkStart(name, delivered);
        }
        conversations.pairs.stream()
                .filter(pair -> connection.start(pair) == null)
                .forEach(pair -> connection.startsUnreported(pair, history.reported(pair)));
        // A client that reports cursors is not assumed to have received what came before an answered ping.
        String nothing = "{\"type\":\"delivered\",\"data\":{\"conversation_id\":\"%s\",\"seq\":0}}"
                .formatted(conversations.sessions.getFirst());
        CompletionStage<WebSocket> sent = sendChecked(from, nothing);
        var unused =
                (conversations.resumes ? sent.thenCompose(this::resume) : sent).thenRun(() -> ready.complete(null));
    }

    /** Sends the positions of the device, without pair conversations that have no message yet. */
    private CompletionStage<WebSocket> resume(WebSocket from) {
        Map<String, Long> positions = Stream.concat(
                        conversations.sessions.stream(),
                        conversations.pairs.stream().filter(pair -> history.reach(pair) > 0))
                .collect(Collectors.toMap(conversation -> conversation, history::reach));
        positions.forEach(connection::starts);
        String named = positions.entrySet().stream()
                .map(position -> "\"%s\":%d".formatted(position.getKey(), position.getValue()))
                .collect(Collectors.joining(","));
        return sendChecked(
                from, "{\"type\":\"resume\",\"id\":\"%s\",\"data\":{\"conversations\":{%s}}}".formatted(RESUME, named));
    }

    private void error(String code, @Nullable JsonNode id) {
        if (!code.equals(EXPECTED_ERROR)) {
            history.violation("got the error " + code + " on " + connection);
        }
        if (id != null && id.getStringValue().equals(RESUME)) {
            cut();
        } else if (id != null) {
            refused.add(id.getStringValue());
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        over = true;
        if (!EXPECTED_CLOSE_CODES.contains(code)) {
            history.violation(connection + " was closed with " + code + " " + reason);
        }
        ready.completeExceptionally(new IllegalStateException("closed with " + code));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        over = true;
        ready.completeExceptionally(error);
    }

    private static JsonNode required(JsonNode object, String field) {
        return requireNonNull(object.get(field), field);
    }

    private static String text(JsonNode object, String field) {
        return required(object, field).getStringValue();
    }

    private static long number(JsonNode object, String field) {
        return required(object, field).getLongValue();
    }
}
