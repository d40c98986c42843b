package io.kefu.rest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.io.EOFException;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How bodies end before they are complete: by a deadline, by the answer, or by the client. */
class BodyGateEndTest extends BodyGateScenario {
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
}
