package io.kefu.rest.body;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.domain.error.DomainException;
import io.kefu.rest.connection.HttpSettings;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.EOFException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyGateTest {
    private static final String WHOLE = "/api/messages/send";
    private static final String STREAMED = "/api/upload";

    private final BodyLimits limits = new BodyLimits(
            List.of(new Upload()),
            new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(75)));
    private final AtomicInteger reads = new AtomicInteger();
    private final EmbeddedChannel channel = new EmbeddedChannel(new Reads(), new BodyGate(limits));
    private final List<ByteBuf> sent = new ArrayList<>();

    private final class Reads extends ChannelOutboundHandlerAdapter {
        @Override
        public void read(ChannelHandlerContext context) {
            reads.incrementAndGet();
        }
    }

    private record Upload() implements StreamedRoute {
        @Override
        public String path() {
            return STREAMED;
        }

        @Override
        public Duration time() {
            return Duration.ofMinutes(10);
        }
    }

    @AfterEach
    void noMemoryLeaks() {
        channel.freezeTime();
        channel.finishAndReleaseAll();
        assertThat(sent).allMatch(buffer -> buffer.refCnt() == 0);
        assertThat(limits.reserve((int) (Runtime.getRuntime().maxMemory() / 8))).isTrue();
    }

    private HttpRequest begin(String path) {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path));
        return channel.readInbound();
    }

    /** Writes a piece that arrives together with the following pieces, up to {@code flushInbound}; returns its failure. */
    private @Nullable Throwable write(String text) {
        return channel.writeOneInbound(new DefaultHttpContent(buffer(text))).cause();
    }

    private void end(String text) {
        channel.writeInbound(new DefaultLastHttpContent(buffer(text)));
    }

    private ByteBuf buffer(String text) {
        ByteBuf buffer = Unpooled.copiedBuffer(text, US_ASCII);
        sent.add(buffer);
        return buffer.slice();
    }

    /** The pieces that were passed on, the last one with a dot. The form decoder fails on buffers with free capacity. */
    private List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        while (channel.readInbound() instanceof HttpContent content) {
            assertThat(content.content().maxWritableBytes()).isZero();
            pieces.add(content.content().toString(US_ASCII) + (content instanceof LastHttpContent ? "." : ""));
            content.release();
        }
        return pieces;
    }

    private void answer() {
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST));
    }

    @Test
    void aBodyThatIsNotStreamedIsPassedOnAsAWhole() {
        begin(WHOLE);
        for (int i = 0; i < 60_000; i++) {
            write("x");
        }
        channel.flushInbound();
        assertThat(pieces()).isEmpty();
        assertThat(sent).allMatch(buffer -> buffer.refCnt() == 0);
        end("y");
        assertThat(pieces()).containsExactly("x".repeat(60_000) + "y.");
    }

    @Test
    void aBodyOfOnePieceIsNotCopied() {
        begin(WHOLE);
        end("whole");
        LastHttpContent last = channel.readInbound();
        assertThat(last.content()).extracting(ByteBuf::unwrap).isSameAs(sent.getFirst());
        last.release();
    }

    @Test
    void aBodyThatIsTooLargeFailsAndTheNextOneIsPassedOn() {
        begin(WHOLE);
        write("x".repeat(65_536));
        channel.flushInbound();
        assertThat(write("y")).isInstanceOf(ContentLengthExceededException.class);
        write("z".repeat(65_536));
        end("z");
        assertThat(pieces()).containsExactly(".");
        begin(WHOLE);
        end("next");
        assertThat(pieces()).containsExactly("next.");
    }

    @Test
    void theMemoryOfAllBodiesIsLimited() {
        int heap = (int) (Runtime.getRuntime().maxMemory() / 8);
        assertThat(limits.reserve(heap - 10)).isTrue();
        begin(WHOLE);
        write("x".repeat(10));
        assertThat(write("y")).isInstanceOf(DomainException.class);
        end("z");
        assertThat(pieces()).containsExactly(".");
        begin(WHOLE);
        end("whole");
        assertThat(pieces()).containsExactly("whole.");
        limits.release(heap - 10);
    }

    @Test
    void smallPiecesOfAStreamedBodyThatArriveTogetherAreJoined() {
        begin(STREAMED + "?x=1");
        for (int i = 0; i < 20_000; i++) {
            write("x");
        }
        channel.flushInbound();
        assertThat(pieces()).containsExactly("x".repeat(16 * 1024 + 1), "x".repeat(20_000 - 16 * 1024 - 1));
        write("y");
        write("z".repeat(2000));
        assertThat(pieces()).containsExactly("y", "z".repeat(2000));
        end("end");
        assertThat(pieces()).containsExactly("end.");
    }

    @Test
    void unreadPiecesOfAStreamedBodyAreLimited() {
        begin(STREAMED);
        int pieces = 0;
        for (@Nullable Throwable failure = null; failure == null; pieces++) {
            failure = write("x");
            channel.pipeline().fireChannelReadComplete();
        }
        assertThat(pieces).isBetween(4000, 4200);
    }

    @Test
    void aBodyThatTakesTooLongEndsWithItsConnection() {
        channel.freezeTime();
        begin(WHOLE);
        write("x");
        channel.flushInbound();
        channel.advanceTimeBy(19, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aBodyThatHasArrivedHasNoDeadline() {
        channel.freezeTime();
        begin(WHOLE);
        write("x");
        channel.flushInbound();
        end("y");
        assertThat(pieces()).containsExactly("xy.");
        channel.advanceTimeBy(1, TimeUnit.HOURS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theDeadlineWaitsForTheAnswerToAnEarlierRequest() {
        channel.freezeTime();
        begin(WHOLE);
        end("first");
        assertThat(pieces()).containsExactly("first.");
        begin(WHOLE);
        write("x");
        channel.flushInbound();
        channel.advanceTimeBy(20, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        answer();
        channel.advanceTimeBy(20, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        pieces();
    }

    @Test
    void theRestOfABodyIsDiscardedForSomeTimeAfterTheAnswer() {
        channel.freezeTime();
        begin(STREAMED);
        write("x");
        channel.flushInbound();
        answer();
        assertThat(pieces()).containsExactly("x");
        assertThat(write("y".repeat(3_000_000))).isInstanceOf(EOFException.class);
        assertThat(write("y".repeat(3_000_000))).isNull();
        assertThat(pieces()).isEmpty();
        channel.advanceTimeBy(10, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aResetConnectionIsReportedAsTheEndOfTheBody() {
        begin(WHOLE);
        channel.pipeline().fireExceptionCaught(new SocketException("Connection reset"));
        assertThatThrownBy(channel::checkException).isInstanceOf(EOFException.class);
    }

    @Test
    void theServerIsToldThatTheRestIsDiscarded() {
        begin(STREAMED);
        answer();
        channel.pipeline().fireChannelRead(new DefaultLastHttpContent(buffer("end")));
        assertThatThrownBy(channel::checkException)
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("Connection closed");
        assertThat(pieces()).containsExactly(".");
        begin(WHOLE);
        end("next");
        assertThat(pieces()).containsExactly("next.");
    }

    @Test
    void aBodyThatIsTooLargeAfterTheAnswerEndsEarly() {
        EmbeddedChannel refusing = new EmbeddedChannel(new BodyGate(limits), new ChannelInboundHandlerAdapter() {
            @Override
            public void channelReadComplete(ChannelHandlerContext context) {
                var unused = context.writeAndFlush(
                        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.UNAUTHORIZED));
            }
        });
        var first = refusing.writeOneInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, WHOLE));
        var second = refusing.writeOneInbound(new DefaultHttpContent(buffer("x".repeat(70_000))));
        assertThat(first.isSuccess()).isTrue();
        assertThat(second.cause()).isInstanceOf(EOFException.class);
        refusing.freezeTime();
        refusing.finishAndReleaseAll();
    }

    @Test
    void anAbortedBodyEndsEarly() {
        IncomingBody body = ((StreamedRequestHead) begin(STREAMED)).body();
        write("x".repeat(2000));
        body.abort();
        assertThatThrownBy(() -> {
                    channel.runPendingTasks();
                    channel.checkException();
                })
                .isInstanceOf(EOFException.class);
        assertThat(write("y".repeat(2000))).isNull();
        end("z");
        assertThat(pieces()).containsExactly("x".repeat(2000), ".");
        body.abort();
        begin(WHOLE);
        channel.runPendingTasks();
        end("next");
        assertThat(pieces()).containsExactly("next.");
    }

    /** Otherwise a client that sends the whole body first would never see the answer. */
    @Test
    void theRestOfABodyIsReadAfterTheAnswer() {
        channel.config().setAutoRead(false);
        begin(STREAMED);
        write("x".repeat(2000));
        channel.flushInbound();
        int before = reads.get();
        answer();
        assertThat(reads).hasValue(before + 1);
        assertThat(write("y")).isInstanceOf(EOFException.class);
        channel.flushInbound();
        assertThat(reads).hasValue(before + 2);
        end("z");
        assertThat(reads).hasValue(before + 2);
        pieces();
    }

    @Test
    void anUpgradeRemovesTheGate() {
        begin("/ws");
        end("");
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS));
        assertThat(channel.pipeline().get(BodyGate.class)).isNull();
        pieces();
    }
}
