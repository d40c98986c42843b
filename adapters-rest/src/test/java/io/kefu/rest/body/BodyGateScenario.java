package io.kefu.rest.body;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.rest.connection.HttpSettings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A channel with a {@link BodyGate}, and the steps of tests that send bodies through it. */
abstract class BodyGateScenario {
    static final String WHOLE = "/api/messages/send";
    static final String STREAMED = "/api/upload";

    final BodyLimits limits = new BodyLimits(
            List.of(new Upload()),
            new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(75)));
    final AtomicInteger reads = new AtomicInteger();
    final EmbeddedChannel channel = new EmbeddedChannel(new Reads(), new BodyGate(limits));
    final List<ByteBuf> sent = new ArrayList<>();

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

    HttpRequest begin(String path) {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path));
        return channel.readInbound();
    }

    /** Writes a piece that arrives together with the following pieces, up to {@code flushInbound}; returns its failure. */
    @Nullable
    Throwable write(String text) {
        return channel.writeOneInbound(new DefaultHttpContent(buffer(text))).cause();
    }

    void end(String text) {
        channel.writeInbound(new DefaultLastHttpContent(buffer(text)));
    }

    ByteBuf buffer(String text) {
        ByteBuf buffer = Unpooled.copiedBuffer(text, US_ASCII);
        sent.add(buffer);
        return buffer.slice();
    }

    /** The pieces that were passed on, the last one with a dot. The form decoder fails on buffers with free capacity. */
    List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        while (channel.readInbound() instanceof HttpContent content) {
            assertThat(content.content().maxWritableBytes()).isZero();
            pieces.add(content.content().toString(US_ASCII) + (content instanceof LastHttpContent ? "." : ""));
            content.release();
        }
        return pieces;
    }

    void answer() {
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST));
    }
}
