package io.kefu.websocket.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.websocket.frame.TestFrames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundTest {
    private static final int BOUND = 1_000;

    private final Peer peer = new Peer();
    private final Outbound outbound = outbound(BOUND);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BOUND - 1, BOUND, BOUND + 1, 100 * BOUND})
    void aSingleFrameOfAnySizePassesIntoAnEmptyQueue(int bytes) {
        peer.reads = false;
        outbound.send(new byte[bytes]);
        assertThat(outbound.isFull()).isFalse();
        assertThat(outbound.isClosing()).isFalse();
        peer.readsAll();
        assertThat(peer.sizes()).containsExactly(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, BOUND, 100 * BOUND})
    void besideTheLargestFrameTheQueueHoldsItsBound(int largest) {
        peer.reads = false;
        outbound.send(new byte[largest]);
        int small = BOUND / 10;
        int sent = 0;
        while (!outbound.isClosing()) {
            outbound.send(new byte[small]);
            sent++;
        }
        // The bytes that Netty adds to each frame count as well.
        assertThat(sent).isBetween(2, BOUND / small + 1);
    }

    @Test
    void aFullQueueClosesTheSocketAsTooSlow() {
        peer.reads = false;
        outbound.send(new byte[BOUND]);
        outbound.send(new byte[BOUND]);
        peer.readsAll();
        assertThat(peer.closeCode()).isEqualTo(CloseCode.TOO_SLOW.code());
    }

    @Test
    void anEmptyQueueTakesALargeFrameAgain() {
        for (int i = 0; i < 3; i++) {
            peer.reads = false;
            outbound.send(new byte[10 * BOUND]);
            peer.readsAll();
        }
        assertThat(outbound.isClosing()).isFalse();
        assertThat(peer.sizes()).containsExactly(10 * BOUND, 10 * BOUND, 10 * BOUND);
    }

    @Test
    void whatWaitsForAFlushAloneIsNoSignOfASlowReader() {
        peer.channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext context) {}
        });
        for (int i = 0; i < 10; i++) {
            outbound.send("answer".getBytes(UTF_8));
            outbound.send(new byte[3 * BOUND]);
        }
        assertThat(outbound.isClosing()).isFalse();
        assertThat(outbound.isFull()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, BOUND, 1_048_576})
    void aBacklogIsPacedBeforeTheQueueIsFull(int bound) {
        Outbound small = outbound(bound);
        peer.reads = false;
        int sent = 0;
        while (small.isReady() && sent < 1_000) {
            small.send(new byte[20_000]);
            sent++;
        }
        assertThat(small.isClosing()).isFalse();
        assertThat(sent).isLessThan(1_000);
        peer.readsAll();
        assertThat(small.isReady()).isTrue();
    }

    private Outbound outbound(int bound) {
        return new Outbound(
                peer.channel,
                TestFrames.JSON,
                bound,
                new SocketMeters(new SimpleMeterRegistry(), InstantSource.system()));
    }

    /** The other end of the connection, which may stop reading. */
    private static final class Peer {
        private boolean reads = true;
        private final EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected void doWrite(ChannelOutboundBuffer in) throws Exception {
                if (reads) {
                    super.doWrite(in);
                }
            }
        };

        void readsAll() {
            reads = true;
            channel.flushOutbound();
        }

        List<Integer> sizes() {
            List<Integer> sizes = new ArrayList<>();
            for (Object frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
                sizes.add(((TextWebSocketFrame) frame).content().readableBytes());
            }
            return sizes;
        }

        int closeCode() {
            for (Object frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
                if (frame instanceof CloseWebSocketFrame close) {
                    return close.statusCode();
                }
            }
            return 0;
        }
    }
}
