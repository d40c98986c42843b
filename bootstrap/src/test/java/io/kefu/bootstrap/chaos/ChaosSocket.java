package io.kefu.bootstrap.chaos;

import static java.util.Objects.requireNonNull;

import io.kefu.bootstrap.chaos.DeviceHistory.Acknowledgement;
import io.kefu.bootstrap.chaos.DeviceHistory.SentMessage;
import io.kefu.bootstrap.system.Api;
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

/** One socket of one user. Writes down what comes, and complains of what no user should see. */
final class ChaosSocket implements WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String PASSING = "SERVICE_UNAVAILABLE";
    private static final int UNAVAILABLE = 503;
    private static final String RESUME = "resume";

    /** A lost net, a node that stops, a fault below it. */
    private static final Set<Integer> PASSING_CODES = Set.of(1000, 1001, 1006, 1011);

    private final URI node;
    private final DeviceHistory history;
    private final ConnectionHistory connection;
    private final Places places;
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile long answeredAt = System.nanoTime();
    private volatile boolean over;
    private @Nullable WebSocket socket;

    private ChaosSocket(URI node, DeviceHistory history, ConnectionHistory connection, Places places) {
        this.node = node;
        this.history = history;
        this.connection = connection;
        this.places = places;
    }

    /**
     * What the user of a socket takes part in.
     *
     * @param resumes whether the device says by itself where it is
     * @param conversations those of which the service always tells first
     * @param pairs those of which it only tells where something has not arrived
     */
    record Places(boolean resumes, List<String> conversations, List<String> pairs) {}

    /** Connects, and returns once everything was said that comes first; null if it did not work this time. */
    static @Nullable ChaosSocket open(HttpClient http, URI node, String token, DeviceHistory history, Places places)
            throws InterruptedException {
        ConnectionHistory connection = new ConnectionHistory(history.device() + "'s connection "
                + (history.connections().size() + 1) + " (port " + node.getPort() + ")");
        ChaosSocket line = new ChaosSocket(node, history, connection, places);
        URI uri = URI.create(
                "ws://" + node.getAuthority() + "/ws/" + history.user() + (places.resumes ? "?resume=1" : ""));
        CompletableFuture<WebSocket> opening = http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .subprotocols("kefu.v1", "bearer." + token)
                .buildAsync(uri, line);
        try {
            line.socket = opening.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            line.greeted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return line;
        } catch (ExecutionException e) {
            line.refuse(e.getCause());
        } catch (TimeoutException e) {
            // Tried again, on the same node or the other.
        }
        line.over = true;
        var unused = opening.thenAccept(WebSocket::abort);
        return null;
    }

    private void refuse(@Nullable Throwable cause) {
        if (cause instanceof WebSocketHandshakeException refusal
                && refusal.getResponse().statusCode() != UNAVAILABLE) {
            history.fault("could not connect: " + refusal.getResponse().statusCode());
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

    /** How long nothing was answered. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - answeredAt);
    }

    /** The next message that the service could not take for the moment; null if there is none. */
    @Nullable
    SentMessage nextRefused() {
        String id = refused.poll();
        return id == null ? null : history.said(id);
    }

    void say(SentMessage message) throws InterruptedException {
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
            requireNonNull(socket).sendText(text, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            cut();
        }
    }

    /** Ends it without a word. */
    void cut() {
        over = true;
        requireNonNull(socket).abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode frame = Api.json(partial.toString());
            partial.setLength(0);
            try {
                hear(from, text(frame, "type"), required(frame, "data"), frame.get("id"));
            } catch (RuntimeException e) {
                history.fault("cannot make sense of " + frame + ": " + e);
            }
        }
        from.request(1);
        return null;
    }

    private void hear(WebSocket from, String type, JsonNode data, @Nullable JsonNode id) {
        switch (type) {
            case "connected" -> connected(from, data);
            case "message" -> {
                String conversation = text(data, "conversation_id");
                long seq = number(data, "seq");
                connection.push(
                        conversation,
                        new ConnectionHistory.Push(
                                seq, text(data, "message_id"), text(data, "from_user_id"), text(data, "content")));
                history.hold(conversation, seq);
            }
            case "ack" -> {
                answeredAt = System.nanoTime();
                Acknowledgement told = new Acknowledgement(
                        text(data, "conversation_id"), number(data, "seq"), text(data, "message_id"));
                history.acknowledged(requireNonNull(id).getStringValue(), told);
            }
            case "error" -> {
                answeredAt = System.nanoTime();
                error(text(data, "code"), id);
            }
            default -> {
                // Notices and receipts say nothing about what is stored.
            }
        }
    }

    private void connected(WebSocket from, JsonNode data) {
        history.connection(connection);
        for (JsonNode conversation : required(data, "conversations").values()) {
            String name = text(conversation, "conversation_id");
            long delivered = number(conversation, "delivered_seq");
            connection.starts(name, delivered);
            history.startsAfter(name, delivered);
        }
        places.pairs.stream()
                .filter(pair -> connection.start(pair) == null)
                .forEach(pair -> connection.startsUnsaid(pair, history.reported(pair)));
        // Who has reported anything is not taken for having what it got before a ping that it answered.
        String nothing = "{\"type\":\"delivered\",\"data\":{\"conversation_id\":\"%s\",\"seq\":0}}"
                .formatted(places.conversations.getFirst());
        CompletionStage<WebSocket> said = from.sendText(nothing, true);
        var unused = (places.resumes ? said.thenCompose(this::resume) : said).thenRun(() -> greeted.complete(null));
    }

    /** Says where the device is. Pairs need not exist yet. */
    private CompletionStage<WebSocket> resume(WebSocket from) {
        Map<String, Long> positions = Stream.concat(
                        places.conversations.stream(), places.pairs.stream().filter(pair -> history.reach(pair) > 0))
                .collect(Collectors.toMap(conversation -> conversation, history::reach));
        positions.forEach(connection::starts);
        String named = positions.entrySet().stream()
                .map(position -> "\"%s\":%d".formatted(position.getKey(), position.getValue()))
                .collect(Collectors.joining(","));
        return from.sendText(
                "{\"type\":\"resume\",\"id\":\"%s\",\"data\":{\"conversations\":{%s}}}".formatted(RESUME, named), true);
    }

    private void error(String code, @Nullable JsonNode id) {
        if (!code.equals(PASSING)) {
            history.fault("got the error " + code + " on " + connection);
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
        if (!PASSING_CODES.contains(code)) {
            history.fault(connection + " was closed with " + code + " " + reason);
        }
        greeted.completeExceptionally(new IllegalStateException("closed with " + code));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        over = true;
        greeted.completeExceptionally(error);
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
