package io.kefu.bootstrap.chat;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.wire.FrameSchemas;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client of the WebSocket endpoint. It queues the frames that arrive until the test takes them. A wait for a frame fails
 * after 30 seconds, or when the socket has ended, and its message shows the last frames that were taken. All frames are
 * validated against the AsyncAPI document: a wrong frame of the service ends the socket, and {@link #close} fails.
 */
final class ChatClient implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;
    private static final int REMEMBERED_FRAMES = 20;

    /** The code that the HTTP client makes up for a connection that ends without a close frame. */
    private static final int WITHOUT_CLOSE_FRAME = 1006;

    private static final JsonMapper JSON = JsonMapper.createDefault();

    /** The frames that arrived; the last element is empty once the socket has ended. */
    private final BlockingQueue<Optional<JsonNode>> frames = new LinkedBlockingQueue<>();

    private final Deque<String> taken = new ArrayDeque<>();
    private final CompletableFuture<Closing> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final @Nullable String firstText;
    private volatile @Nullable AssertionError violation;
    private @Nullable WebSocket socket;

    private ChatClient(@Nullable String firstText) {
        this.firstText = firstText;
    }

    /** Opens a socket with the token as a subprotocol, as a browser does, and returns after the upgrade. */
    static ChatClient connect(HttpClient http, URI node, String user, String token) {
        return connect(http, node, user, token, null);
    }

    /**
     * Opens a socket with the token as a subprotocol.
     *
     * @param firstText is sent as soon as the upgrade succeeds; null sends nothing
     */
    static ChatClient connect(HttpClient http, URI node, String user, String token, @Nullable String firstText) {
        ChatClient client = new ChatClient(firstText);
        client.socket = http.newWebSocketBuilder()
                .subprotocols("kefu.v1", "bearer." + token)
                .buildAsync(socketUri(node, user), client)
                .join();
        return client;
    }

    /** Opens a socket like {@link #connect}, as a proxy does for a client of this address. */
    static ChatClient connectFrom(HttpClient http, URI node, String address, String user, String token) {
        ChatClient client = new ChatClient(null);
        client.socket = http.newWebSocketBuilder()
                .subprotocols("kefu.v1", "bearer." + token)
                .header("X-Forwarded-For", address)
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
        if (firstText != null) {
            FrameSchemas.SERVICE.checkSent(firstText);
            var unused = opened.sendText(firstText, true);
        }
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String frame = partial.toString();
            partial.setLength(0);
            validate(() -> FrameSchemas.SERVICE.checkReceived(frame));
            frames.add(Optional.of(parse(frame)));
        }
        from.request(1);
        return null;
    }

    /** Remembers the failure of a check, because the HTTP client only reports it to {@link #onError}. */
    private void validate(Runnable check) {
        try {
            check.run();
        } catch (AssertionError failure) {
            violation = failure;
            throw failure;
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(new Closing(code, reason));
        frames.add(Optional.empty());
        if (code != WITHOUT_CLOSE_FRAME) {
            validate(() -> FrameSchemas.SERVICE.checkClosing(code, reason));
        }
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
        frames.add(Optional.empty());
    }

    /** Sends a frame. Fails if the AsyncAPI document does not describe it. */
    void sendText(String frame) {
        FrameSchemas.SERVICE.checkSent(frame);
        sendUnchecked(frame);
    }

    /** Sends a text that is not a valid frame. */
    void sendUnchecked(String text) {
        socket().sendText(text, true).join();
    }

    /** Sends a frame of this type. Fails if the AsyncAPI document does not describe it. */
    void send(String type, Map<String, ?> data) {
        sendText(write(Map.of("type", type, "data", data)));
    }

    /** Sends a frame of this type whose data are not valid. */
    void sendUnchecked(String type, Map<String, ?> data) {
        sendUnchecked(write(Map.of("type", type, "data", data)));
    }

    /** Sends a message with this client message id. */
    void say(String to, String content, String clientMessageId) {
        send("message", Map.of("to_user_id", to, "content", content, "client_msg_id", clientMessageId));
    }

    /** Sends a message without a client message id. */
    void say(String to, String content) {
        send("message", Map.of("to_user_id", to, "content", content, "msg_type", "text"));
    }

    /** The data of the next frame of this type. Frames of other types before it are discarded. */
    JsonNode await(String type) {
        return await(type, data -> true);
    }

    /** The data of the next frame of this type that the predicate accepts. Other frames before it are discarded. */
    JsonNode await(String type, Predicate<JsonNode> wanted) {
        while (true) {
            JsonNode frame = next("frame of the expected kind and type \"" + type + "\"");
            JsonNode data = requireNonNull(frame.get("data"));
            if (text(frame, "type").equals(type) && wanted.test(data)) {
                return data;
            }
        }
    }

    /** The next frame of any type. */
    JsonNode next() {
        return next("frame");
    }

    private JsonNode next(String expected) {
        try {
            Optional<JsonNode> frame = Optional.ofNullable(frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("No %s arrived within %d s. The last frames before: %s"
                            .formatted(expected, PATIENCE_SECONDS, taken)));
            if (frame.isEmpty()) {
                frames.add(frame);
                throw new SocketEnded("The socket ended (%s) before a %s arrived. The last frames before: %s"
                        .formatted(
                                closed.handle((closing, failure) -> closing == null ? failure : closing)
                                        .join(),
                                expected,
                                taken));
            }
            taken.add(write(frame.get()));
            if (taken.size() > REMEMBERED_FRAMES) {
                taken.remove();
            }
            return frame.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The data of the next {@code count} messages. */
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

    /** The close frame of the service. Fails if the connection ends without one. */
    Closing closing() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Fails if the socket ends within this time. */
    void staysOpen(Duration time) {
        assertThat(closed).failsWithin(time).withThrowableOfType(TimeoutException.class);
    }

    /** Whether the socket has ended, with or without a close frame. */
    boolean isClosed() {
        return closed.isDone();
    }

    /** Waits until the socket has ended; the data of the frames of this type that were not taken before. */
    List<JsonNode> remaining(String type) {
        closed.handle((closing, failure) -> true).join();
        List<JsonNode> found = new ArrayList<>();
        frames.stream()
                .flatMap(Optional::stream)
                .filter(frame -> text(frame, "type").equals(type))
                .forEach(frame -> found.add(requireNonNull(frame.get("data"))));
        return found;
    }

    /** A test waits for a frame on a socket that has ended. */
    static final class SocketEnded extends AssertionError {
        private static final long serialVersionUID = 1L;

        SocketEnded(String message) {
            super(message);
        }
    }

    /** The code and the reason of a close frame. */
    record Closing(int code, String reason) {}

    /** Sends a ping; the data of the frames of this type that arrive before its answer. */
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

    /** The value at a path of field names and list indexes that are separated by dots. */
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
        if (violation != null) {
            throw violation;
        }
    }
}
