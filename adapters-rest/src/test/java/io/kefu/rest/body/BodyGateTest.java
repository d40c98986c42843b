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

/** What a gate lets through of bodies, and when. */
class BodyGateTest {
    private static final String WHOLE = "/api/messages/send";
    private static final String STREAMED = "/api/upload";

    private final BodyRules rules = new BodyRules(
            List.of(new Upload()),
            new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(75)));
    private final BodyGate gate = new BodyGate(rules);
    private final AtomicInteger reads = new AtomicInteger();
    private final EmbeddedChannel channel = new EmbeddedChannel(new Reads(), gate);
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
    void nothingIsKept() {
        channel.freezeTime();
        channel.finishAndReleaseAll();
        assertThat(sent).allMatch(buffer -> buffer.refCnt() == 0);
        assertThat(rules.take((int) (Runtime.getRuntime().maxMemory() / 8))).isTrue();
    }

    private void begin(String path) {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path));
        assertThat(channel.<Object>readInbound()).isInstanceOf(HttpRequest.class);
    }

    /** Comes in together with what follows, until {@code flushInbound}; answers what it failed with. */
    private @Nullable Throwable come(String text) {
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

    /** The pieces that went on, the last with a dot. A form's decoder fails on some that have room for more. */
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
    void onesThatAreNotStreamedGoOnAsAWhole() {
        begin(WHOLE);
        for (int i = 0; i < 60_000; i++) {
            come("x");
        }
        channel.flushInbound();
        assertThat(pieces()).isEmpty();
        assertThat(sent).allMatch(buffer -> buffer.refCnt() == 0);
        end("y");
        assertThat(pieces()).containsExactly("x".repeat(60_000) + "y.");
    }

    @Test
    void aWholeOneIsNotCopied() {
        begin(WHOLE);
        end("whole");
        LastHttpContent last = channel.readInbound();
        assertThat(last.content()).extracting(ByteBuf::unwrap).isSameAs(sent.getFirst());
        last.release();
    }

    @Test
    void oneThatIsTooLargeFailsAndTheNextGoesOn() {
        begin(WHOLE);
        come("x".repeat(65_536));
        channel.flushInbound();
        assertThat(come("y")).isInstanceOf(ContentLengthExceededException.class);
        come("z".repeat(65_536));
        end("z");
        assertThat(pieces()).containsExactly(".");
        begin(WHOLE);
        end("next");
        assertThat(pieces()).containsExactly("next.");
    }

    @Test
    void allTogetherAreBounded() {
        int heap = (int) (Runtime.getRuntime().maxMemory() / 8);
        assertThat(rules.take(heap - 10)).isTrue();
        begin(WHOLE);
        come("x".repeat(10));
        assertThat(come("y")).isInstanceOf(DomainException.class);
        end("z");
        assertThat(pieces()).containsExactly(".");
        begin(WHOLE);
        end("whole");
        assertThat(pieces()).containsExactly("whole.");
        rules.giveBack(heap - 10);
    }

    @Test
    void smallPiecesOfAStreamedOneThatComeTogetherGoOnAsOne() {
        begin(STREAMED + "?x=1");
        for (int i = 0; i < 20_000; i++) {
            come("x");
        }
        channel.flushInbound();
        assertThat(pieces()).containsExactly("x".repeat(16 * 1024 + 1), "x".repeat(20_000 - 16 * 1024 - 1));
        come("y");
        come("z".repeat(2000));
        assertThat(pieces()).containsExactly("y", "z".repeat(2000));
        end("end");
        assertThat(pieces()).containsExactly("end.");
    }

    @Test
    void piecesOfAStreamedOneThatNobodyReadsAreBounded() {
        begin(STREAMED);
        int pieces = 0;
        for (@Nullable Throwable failure = null; failure == null; pieces++) {
            failure = come("x");
            channel.pipeline().fireChannelReadComplete();
        }
        assertThat(pieces).isBetween(4000, 4200);
    }

    @Test
    void oneThatTakesTooLongEndsWithItsConnection() {
        channel.freezeTime();
        begin(WHOLE);
        come("x");
        channel.flushInbound();
        channel.advanceTimeBy(19, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void oneThatHasComeInEndsNothing() {
        channel.freezeTime();
        begin(WHOLE);
        come("x");
        channel.flushInbound();
        end("y");
        assertThat(pieces()).containsExactly("xy.");
        channel.advanceTimeBy(1, TimeUnit.HOURS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void anAnswerBeforeItOnTheSameConnectionIsNotCutOff() {
        channel.freezeTime();
        begin(WHOLE);
        end("first");
        assertThat(pieces()).containsExactly("first.");
        begin(WHOLE);
        come("x");
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
    void whatComesAfterTheAnswerIsDroppedForSomeTime() {
        channel.freezeTime();
        begin(STREAMED);
        come("x");
        channel.flushInbound();
        answer();
        assertThat(pieces()).containsExactly("x");
        assertThat(come("y".repeat(3_000_000))).isInstanceOf(EOFException.class);
        assertThat(come("y".repeat(3_000_000))).isNull();
        assertThat(pieces()).isEmpty();
        channel.advanceTimeBy(10, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    /** As such it is no fault that anybody must know of. */
    @Test
    void aResetBreaksItOff() {
        begin(WHOLE);
        channel.pipeline().fireExceptionCaught(new SocketException("Connection reset"));
        assertThatThrownBy(channel::checkException).isInstanceOf(EOFException.class);
    }

    /** The server would take the end for one that comes too early. */
    @Test
    void theServerHearsThatTheRestIsDroppedBeforeItsEnd() {
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
    void aFaultOfABodyThatIsAnsweredIsNothingButItsEnd() {
        EmbeddedChannel refusing = new EmbeddedChannel(new BodyGate(rules), new ChannelInboundHandlerAdapter() {
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
    void whoBreaksABodyOffHasItEndedForTheServer() {
        begin(STREAMED);
        come("x".repeat(2000));
        IncomingBody body = gate.body().orElseThrow();
        body.breakOff();
        assertThatThrownBy(() -> {
                    channel.runPendingTasks();
                    channel.checkException();
                })
                .isInstanceOf(EOFException.class);
        assertThat(come("y".repeat(2000))).isNull();
        end("z");
        assertThat(pieces()).containsExactly("x".repeat(2000), ".");
        body.breakOff();
        begin(WHOLE);
        channel.runPendingTasks();
        end("next");
        assertThat(pieces()).containsExactly("next.");
    }

    /** A client that sends all before it looks would never see the answer. */
    @Test
    void whatComesAfterTheAnswerIsReadAlsoIfNobodyAsksForIt() {
        channel.config().setAutoRead(false);
        begin(STREAMED);
        come("x".repeat(2000));
        channel.flushInbound();
        int before = reads.get();
        answer();
        assertThat(reads).hasValue(before + 1);
        assertThat(come("y")).isInstanceOf(EOFException.class);
        channel.flushInbound();
        assertThat(reads).hasValue(before + 2);
        end("z");
        assertThat(reads).hasValue(before + 2);
        pieces();
    }

    @Test
    void aConnectionThatGoesOverToWebSocketIsLeftAlone() {
        begin("/ws");
        end("");
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS));
        assertThat(channel.pipeline().get(BodyGate.class)).isNull();
        pieces();
    }
}
