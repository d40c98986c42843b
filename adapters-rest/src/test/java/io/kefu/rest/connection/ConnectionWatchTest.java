package io.kefu.rest.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionWatchTest {
    private static final HttpSettings SETTINGS =
            new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(75));

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void open() {
        channel.freezeTime();
        ConnectionWatch watch = new ConnectionWatch(SETTINGS, new IdleConnections(new IdleLimits(true, 1, 1)), null);
        channel.pipeline().addLast(watch.arrivals(), watch);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void advance(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private void head() {
        channel.writeInbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
    }

    private void request() {
        head();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void answer(HttpResponseStatus status) {
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
    }

    private void someBytes() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {1}));
    }

    @Test
    void theTimeOfTheFirstHeadBeginsWithTheAccept() {
        for (int second = 0; second < 9; second++) {
            advance(1);
            someBytes();
        }
        assertThat(channel.isActive()).isTrue();
        advance(1);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void theTimeOfALaterHeadBeginsWithItsFirstByte() {
        request();
        answer(HttpResponseStatus.OK);
        advance(70);
        someBytes();
        advance(9);
        someBytes();
        assertThat(channel.isActive()).isTrue();
        advance(1);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void theIdleTimeAppliesBetweenTwoRequests() {
        request();
        answer(HttpResponseStatus.OK);
        advance(74);
        request();
        answer(HttpResponseStatus.NO_CONTENT);
        advance(74);
        assertThat(channel.isActive()).isTrue();
        advance(1);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void aRequestInProgressHasNoDeadline() {
        head();
        advance(1_000);
        channel.writeInbound(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
        advance(1_000);
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        answer(HttpResponseStatus.CONTINUE);
        advance(1_000);
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        advance(1_000);
        assertThat(channel.isActive()).isTrue();
        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        advance(75);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void aConnectionIsNotIdleUntilAllRequestsAreAnswered() {
        request();
        request();
        answer(HttpResponseStatus.OK);
        advance(1_000);
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void aConnectionIsNotIdleUntilTheBodyHasArrived() {
        head();
        answer(HttpResponseStatus.UNAUTHORIZED);
        advance(1_000);
        assertThat(channel.isActive()).isTrue();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        advance(75);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void anUpgradeRemovesTheWatch() {
        request();
        answer(HttpResponseStatus.SWITCHING_PROTOCOLS);
        assertThat(channel.pipeline().get(ConnectionWatch.class)).isNull();
        assertThat(channel.pipeline().get(ConnectionWatch.Arrivals.class)).isNull();
        advance(1_000);
        assertThat(channel.isActive()).isTrue();
    }
}
