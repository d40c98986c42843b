package io.kefu.websocket.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.testing.TestTicker;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.frame.TestFrames;
import io.kefu.websocket.settings.WebSocketSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientSocketTest {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int FRAMES_PER_SECOND = 5;
    private static final WebSocketSettings SETTINGS =
            new WebSocketSettings(HEARTBEAT, 1_000, 100_000, FRAMES_PER_SECOND, 1, true, false, 1, Duration.ZERO);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
    private final TestTicker ticker = new TestTicker(0);
    private final List<String> received = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final CompletableFuture<Inbox.Outcome> answer = new CompletableFuture<>();
    private @Nullable ClientSocket socket;

    @BeforeEach
    void upgrade() {
        channel.freezeTime();
        channel.pipeline().addLast("wsdecoder", new ChannelInboundHandlerAdapter());
        channel.pipeline().addLast(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, new Server());
        Outbound outbound = new Outbound(
                channel,
                TestFrames.JSON,
                SETTINGS.maxQueueBytes(),
                new SocketMeters(new SimpleMeterRegistry(), InstantSource.system()));
        socket = new ClientSocket(channel, outbound, Frame::new, new Events(), SETTINGS, ticker);
        socket.start();
        socket.openInbox();
    }

    @Test
    void fragmentsAreJoined() {
        send(new TextWebSocketFrame(false, 0, "hello "));
        send(new ContinuationWebSocketFrame(true, 0, "client"));
        assertThat(received).containsExactly("hello client");
    }

    @Test
    void closeFrameOfTheClientIsAnsweredAfterTheFramesBeforeIt() {
        send(new TextWebSocketFrame("question"));
        send(new CloseWebSocketFrame(1000, "bye"));
        assertThat(sent()).isEmpty();
        answer.complete(new Inbox.Outcome(Optional.of(new ServerFrame("typing", new ServerFrame.Done(), null)), false));
        assertThat(sent()).containsExactly("{\"type\":\"typing\",\"data\":{}}", "close 1000");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closeFrameOfTheClientIsAnsweredInTimeIfAFrameBeforeItDoesNotEnd() {
        send(new TextWebSocketFrame("question"));
        send(new CloseWebSocketFrame(1000, "bye"));
        advance(Outbound.CLOSE_WITHIN);
        assertThat(sent()).containsExactly("close 1000");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void socketThatTheServiceClosesStaysOpenUntilTheClientAnswers() {
        socket().close(CloseCode.LOGGED_OUT);
        assertThat(sent()).containsExactly("close 4001");
        send(new TextWebSocketFrame("too late"));
        assertThat(received).isEmpty();
        assertThat(channel.isOpen()).isTrue();
        send(new CloseWebSocketFrame(4001, ""));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void socketThatTheServiceClosesEndsIfTheClientDoesNotAnswer() {
        socket().close(CloseCode.LOGGED_OUT);
        advance(Outbound.CLOSE_WITHIN);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void closeCodeThatNoClientMaySendIsAProtocolError() {
        send(new CloseWebSocketFrame(true, 0, Unpooled.copyShort(1005)));
        assertThat(sent()).containsExactly("close 1002");
    }

    @Test
    void binaryFrameIsRefused() {
        send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[3])));
        assertThat(sent()).containsExactly("close 1003");
    }

    @Test
    void tooLargeMessageIsRefused() {
        socket().receive(new byte[SETTINGS.maxFrameBytes() + 1]);
        assertThat(sent()).containsExactly("close 1009");
    }

    @Test
    void reservedBitWithoutCompressionIsAProtocolError() {
        send(new TextWebSocketFrame(true, 4, Unpooled.copiedBuffer("?", UTF_8)));
        assertThat(sent()).containsExactly("close 1002");
    }

    @Test
    void brokenFrameIsAProtocolError() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x8f, (byte) 0x80, 0, 0, 0, 0}));
        assertThat(sent()).containsExactly("close 1002");
    }

    @Test
    void pingsCountTowardsTheRateLimit() {
        for (int i = 0; i < 2 * FRAMES_PER_SECOND; i++) {
            send(new PingWebSocketFrame());
        }
        assertThat(sent()).isEmpty();
        send(new PingWebSocketFrame());
        assertThat(sent()).containsExactly("close 4029");
    }

    @Test
    void clientIsPingedAndItsAnswerReported() {
        beat();
        assertThat(events).containsExactly("before ping 1");
        assertThat(sent()).containsExactly("ping 1");
        send(new PongWebSocketFrame(Unpooled.copyLong(1)));
        send(new PongWebSocketFrame(Unpooled.copyLong(7)));
        assertThat(events).containsExactly("before ping 1", "ponged");
    }

    @Test
    void silentClientIsClosedAfterTwoPings() {
        beat();
        assertThat(sent()).containsExactly("ping 1");
        assertThat(socket().isSilentFor(HEARTBEAT)).isTrue();
        beat();
        assertThat(sent()).containsExactly("close 4000");
    }

    @Test
    void anyFrameIsASignOfLife() {
        for (int i = 1; i <= 3; i++) {
            beat();
            assertThat(sent()).containsExactly("ping " + i);
            send(new PingWebSocketFrame());
            assertThat(socket().isSilentFor(HEARTBEAT)).isFalse();
        }
    }

    @Test
    void nodeThatStopsAnswersFirstAndAdvisesWhenToReconnect() {
        send(new TextWebSocketFrame("question"));
        socket().goAway(Duration.ofMillis(250));
        channel.runPendingTasks();
        assertThat(sent()).isEmpty();
        answer.complete(new Inbox.Outcome(Optional.empty(), false));
        assertThat(sent()).containsExactly("close 1001");
        var unused = channel.close();
        assertThat(channel.isOpen()).as("open until the client has answered").isTrue();
        send(new CloseWebSocketFrame(1001, ""));
        assertThat(channel.isOpen()).isFalse();
    }

    private ClientSocket socket() {
        return Objects.requireNonNull(socket);
    }

    private void send(WebSocketFrame frame) {
        client.writeOutbound(frame);
        for (ByteBuf bytes = client.readOutbound(); bytes != null; bytes = client.readOutbound()) {
            channel.writeInbound(bytes);
        }
    }

    private void beat() {
        ticker.advance(HEARTBEAT);
        advance(HEARTBEAT);
    }

    private void advance(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private List<String> sent() {
        channel.runPendingTasks();
        List<String> sent = new ArrayList<>();
        for (Object frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
            sent.add(
                    switch (frame) {
                        case TextWebSocketFrame text -> text.text();
                        case CloseWebSocketFrame close -> "close " + close.statusCode();
                        case PingWebSocketFrame ping -> "ping " + ping.content().getLong(0);
                        default -> frame.toString();
                    });
        }
        return sent;
    }

    /** Does what the HTTP server does with the messages and failures of a socket. */
    private final class Server extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof TextWebSocketFrame text) {
                socket().receive(text.text().getBytes(UTF_8));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            socket().fail(((CorruptedWebSocketFrameException) failure).closeStatus());
        }
    }

    /** A frame that ends when the test completes the answer. */
    private final class Frame implements Inbox.Work {
        private final String text;

        Frame(byte[] text) {
            this.text = new String(text, UTF_8);
        }

        @Override
        public boolean mayOverlap() {
            return false;
        }

        @Override
        public CompletionStage<Inbox.Outcome> start(Inbox.Turn turn) {
            received.add(text);
            return answer;
        }
    }

    private final class Events implements ClientSocket.Listener {
        @Override
        public void beforePing(long number) {
            events.add("before ping " + number);
        }

        @Override
        public void ponged() {
            events.add("ponged");
        }

        @Override
        public void writabilityChanged() {
            events.add("writability changed");
        }
    }
}
