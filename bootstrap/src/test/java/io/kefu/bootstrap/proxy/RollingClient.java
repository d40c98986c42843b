package io.kefu.bootstrap.proxy;

import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.wire.FrameSchemas;
import io.micronaut.json.tree.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A customer who writes a message now and then. When the node says that it stops, the customer waits for the time that the close
 * frame advises, then connects again through the proxy, and repeats the message that has no ack yet. It repeats a message, too,
 * that is refused with {@code SERVICE_UNAVAILABLE}.
 */
final class RollingClient implements Runnable {
    private static final Pattern ADVICE = Pattern.compile("reconnect after (\\d+) ms");
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(30);
    private static final int LONGEST_PAUSE_MILLIS = 4_000;

    private final HttpClient http;
    private final URI proxy;
    private final String id;
    private final String token;
    private final Random random;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final List<Outage> outages = new ArrayList<>();
    private volatile boolean writes = true;
    /** The message that was sent and has no ack yet. */
    private volatile @Nullable String pending;

    private volatile @Nullable Connection connection;
    private volatile String lastFailure = "";

    RollingClient(HttpClient http, URI proxy, String id, String token, Random random) {
        this.http = http;
        this.proxy = proxy;
        this.id = id;
        this.token = token;
        this.random = random;
    }

    /**
     * A time without a socket.
     *
     * @param code the code of the close frame; 1006 without one
     * @param advised the time that the service advised
     * @param actual the time until the next {@code connected}
     * @param attempts how often the client tried to connect
     */
    record Outage(int code, Duration advised, Duration actual, int attempts) {}

    String id() {
        return id;
    }

    /** The seq of each acknowledged message, by its client message id. */
    Map<String, Long> acknowledged() {
        return acknowledged;
    }

    /** The outages so far. Called after {@link #end}. */
    List<Outage> outages() {
        return outages;
    }

    /** Why the last attempt to connect or the last message failed; empty if none did. */
    String lastFailure() {
        return lastFailure;
    }

    boolean isConnected() {
        Connection now = connection;
        return now != null && now.closed.getCount() > 0;
    }

    /** Writes no new message from now on. */
    void stopWriting() {
        writes = false;
    }

    /** Whether every message that was written is acknowledged. */
    boolean isAcknowledged() {
        return pending == null;
    }

    void end() {
        ended.countDown();
    }

    @Override
    public void run() {
        try {
            Connection now = connect(1);
            while (now.closed.getCount() == 0) {
                now = connect(2);
            }
            while (ended.getCount() > 0) {
                now.write();
                if (now.closed.getCount() == 0) {
                    now = reconnect(now);
                }
            }
            now.socket().abort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Connection reconnect(Connection lost) throws InterruptedException {
        long began = System.nanoTime();
        boolean isOver = ended.await(lost.advised.toMillis(), TimeUnit.MILLISECONDS);
        int attempts = 1;
        Connection next = connect(attempts);
        while (next.closed.getCount() == 0 && !isOver) {
            attempts++;
            next = connect(attempts);
        }
        outages.add(new Outage(lost.code, lost.advised, Duration.ofNanos(System.nanoTime() - began), attempts));
        return next;
    }

    private Connection connect(int attempt) throws InterruptedException {
        if (attempt > 1) {
            boolean unused = ended.await(random.nextInt(1_000), TimeUnit.MILLISECONDS);
        }
        Connection opened = new Connection();
        try {
            opened.socket = http.newWebSocketBuilder()
                    .subprotocols("kefu.v1", "bearer." + token)
                    .buildAsync(URI.create("ws://" + proxy.getAuthority() + "/ws/" + id), opened)
                    .get(CONNECTED_WITHIN.toSeconds(), TimeUnit.SECONDS);
            if (!opened.greeted.await(CONNECTED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                lastFailure = "no greeting";
                opened.closed.countDown();
            }
        } catch (ExecutionException | TimeoutException e) {
            lastFailure = e.toString();
            opened.closed.countDown();
        }
        connection = opened;
        return opened;
    }

    /** One socket. */
    private final class Connection implements WebSocket.Listener {
        private final CountDownLatch greeted = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Semaphore acks = new Semaphore(0);
        private final StringBuilder partial = new StringBuilder();
        private volatile boolean refused;
        private volatile Duration advised = Duration.ZERO;
        private volatile int code = 1006;
        private @Nullable WebSocket socket;

        private WebSocket socket() {
            return Objects.requireNonNull(socket);
        }

        /** Writes the pending message, or else a new one after a while. Returns after its ack or after the end of the socket. */
        private void write() throws InterruptedException {
            if (pending == null) {
                if (ended.await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS) || !writes) {
                    return;
                }
                pending = id + "-" + (acknowledged.size() + 1);
            }
            send();
            while (!acks.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                if (closed.getCount() == 0) {
                    return;
                }
                if (refused) {
                    refused = false;
                    send();
                }
            }
            pending = null;
        }

        private void send() {
            String frame =
                    "{\"type\":\"message\",\"data\":{\"to_user_id\":\"support\",\"content\":\"%1$s\",\"client_msg_id\":\"%1$s\"}}"
                            .formatted(pending);
            FrameSchemas.SERVICE.checkSent(frame);
            var unused = socket().sendText(frame, true);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                JsonNode frame = Api.json(partial.toString());
                FrameSchemas.SERVICE.checkReceived(partial.toString());
                partial.setLength(0);
                handle(text(frame, "type"), Objects.requireNonNull(frame.get("data")));
            }
            from.request(1);
            return null;
        }

        private void handle(String type, JsonNode data) {
            if (type.equals("connected")) {
                greeted.countDown();
            } else if (type.equals("ack")) {
                acknowledged.put(
                        text(data, "client_msg_id"),
                        Objects.requireNonNull(data.get("seq")).getLongValue());
                acks.release();
            } else if (type.equals("error")) {
                lastFailure = text(data, "code");
                refused = lastFailure.equals("SERVICE_UNAVAILABLE");
            }
        }

        private static String text(JsonNode object, String field) {
            return Objects.requireNonNull(object.get(field)).getStringValue();
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            code = status;
            Matcher matcher = ADVICE.matcher(reason);
            if (matcher.find()) {
                advised = Duration.ofMillis(Long.parseLong(matcher.group(1)));
            }
            over();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            over();
        }

        private void over() {
            closed.countDown();
            greeted.countDown();
        }
    }
}
