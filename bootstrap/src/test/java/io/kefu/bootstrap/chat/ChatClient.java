package io.kefu.bootstrap.chat;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of the WebSocket endpoint, as a site's page or a console would be one. */
final class ChatClient implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final JsonMapper JSON = JsonMapper.createDefault();

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closing> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final @Nullable String first;
    private @Nullable WebSocket socket;

    private ChatClient(@Nullable String first) {
        this.first = first;
    }

    /** Connects as a browser does, with the token among the subprotocols, and returns once upgraded. */
    static ChatClient connect(HttpClient http, URI node, String user, String token) {
        return connect(http, node, user, token, null);
    }

    /**
     * Connects likewise.
     *
     * @param first what to send in the very moment of the upgrade; null for nothing
     */
    static ChatClient connect(HttpClient http, URI node, String user, String token, @Nullable String first) {
        ChatClient client = new ChatClient(first);
        client.socket = http.newWebSocketBuilder()
                .subprotocols("kefu.v1", "bearer." + token)
                .buildAsync(socketUri(node, user), client)
                .join();
        return client;
    }

    static URI socketUri(URI node, String user) {
        return URI.create(node.toString().replaceFirst("^http", "ws") + "/ws/" + user);
    }

    WebSocket socket() {
        return requireNonNull(socket);
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (first != null) {
            var unused = opened.sendText(first, true);
        }
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(parse(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(new Closing(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** Sends a text as it is. */
    void sendText(String text) {
        socket().sendText(text, true).join();
    }

    /** Sends a frame of this type. */
    void send(String type, Map<String, ?> data) {
        sendText(write(Map.of("type", type, "data", data)));
    }

    /** Sends a message under an id of one's own. */
    void say(String to, String content, String clientMessageId) {
        send("message", Map.of("to_user_id", to, "content", content, "client_msg_id", clientMessageId));
    }

    /** Sends a message. */
    void say(String to, String content) {
        send("message", Map.of("to_user_id", to, "content", content, "msg_type", "text"));
    }

    /** The data of the next frame of this type; frames of other types before it are passed over. */
    JsonNode await(String type) {
        return await(type, data -> true);
    }

    /** The data of the next frame of this type that is as wanted. */
    JsonNode await(String type, Predicate<JsonNode> wanted) {
        while (true) {
            JsonNode frame = next();
            JsonNode data = requireNonNull(frame.get("data"));
            if (text(frame, "type").equals(type) && wanted.test(data)) {
                return data;
            }
        }
    }

    /** The next frame, whatever it is. */
    JsonNode next() {
        try {
            @Nullable JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("No frame came; the socket is " + closed);
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The data of the next so many messages. */
    List<JsonNode> messages(int count) {
        List<JsonNode> messages = new ArrayList<>();
        while (messages.size() < count) {
            messages.add(await("message"));
        }
        return messages;
    }

    /** The code with which the service closes the socket. */
    int closeCode() {
        return closing().code();
    }

    /** How the service closes the socket; it fails where the socket just ends. */
    Closing closing() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Watches for so long that the socket does not end. */
    void staysOpen(Duration time) {
        assertThat(closed).failsWithin(time).withThrowableOfType(TimeoutException.class);
    }

    /** Whether the socket has ended, in whatever way. */
    boolean isClosed() {
        return closed.isDone();
    }

    /** The data of the frames of this type that came before the end and were not awaited. */
    List<JsonNode> left(String type) {
        closed.handle((closing, failure) -> true).join();
        List<JsonNode> found = new ArrayList<>();
        frames.removeIf(frame -> {
            if (text(frame, "type").equals(type)) {
                found.add(requireNonNull(frame.get("data")));
            }
            return true;
        });
        return found;
    }

    /** How a socket ends. */
    record Closing(int code, String reason) {}

    /** The data of the frames of this type that have come and come before the answer to a ping. */
    List<JsonNode> untilPong(String type) {
        send("ping", Map.of());
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode frame = next(); !text(frame, "type").equals("pong"); frame = next()) {
            if (text(frame, "type").equals(type)) {
                found.add(requireNonNull(frame.get("data")));
            }
        }
        return found;
    }

    static String text(JsonNode object, String path) {
        return at(object, path).getStringValue();
    }

    static long number(JsonNode object, String path) {
        return at(object, path).getLongValue();
    }

    /** What stands at a path of fields and places in lists, with dots between them. */
    private static JsonNode at(JsonNode object, String path) {
        JsonNode node = object;
        for (String step : path.split("\\.", -1)) {
            node = requireNonNull(
                    node.isArray() && Character.isDigit(step.charAt(0))
                            ? node.get(Integer.parseInt(step))
                            : node.get(step),
                    path);
        }
        return node;
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readValue(text, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket().abort();
    }
}
