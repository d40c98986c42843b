package io.kefu.rest.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.rest.security.FloodSettings;
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
        ConnectionWatch watch =
                new ConnectionWatch(SETTINGS, new IdleConnections(new FloodSettings(true, 1, 1, 1, 1)), null);
        channel.pipeline().addLast(watch.arrivals(), watch);
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void pass(long seconds) {
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
    void aHeadHasItsTimeFromTheAcceptHoweverItTricklesIn() {
        for (int second = 0; second < 9; second++) {
            pass(1);
            someBytes();
        }
        assertThat(channel.isActive()).isTrue();
        pass(1);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void aLaterHeadHasItsTimeFromItsFirstByte() {
        request();
        answer(HttpResponseStatus.OK);
        pass(70);
        someBytes();
        pass(9);
        someBytes();
        assertThat(channel.isActive()).isTrue();
        pass(1);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void betweenTwoRequestsTheConnectionMayBeIdleForLonger() {
        request();
        answer(HttpResponseStatus.OK);
        pass(74);
        request();
        answer(HttpResponseStatus.NO_CONTENT);
        pass(74);
        assertThat(channel.isActive()).isTrue();
        pass(1);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void aRequestThatIsReadOrAnsweredIsNotBounded() {
        head();
        pass(1_000);
        channel.writeInbound(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
        pass(1_000);
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        answer(HttpResponseStatus.CONTINUE);
        pass(1_000);
        channel.writeOutbound(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        pass(1_000);
        assertThat(channel.isActive()).isTrue();
        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        pass(75);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void oneOfTwoRequestsWithoutAnAnswerIsEnough() {
        request();
        request();
        answer(HttpResponseStatus.OK);
        pass(1_000);
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void anAnswerBeforeTheEndOfTheBodyIsNotTheEndOfTheRequest() {
        head();
        answer(HttpResponseStatus.UNAUTHORIZED);
        pass(1_000);
        assertThat(channel.isActive()).isTrue();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        pass(75);
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void anUpgradeEndsTheWatch() {
        request();
        answer(HttpResponseStatus.SWITCHING_PROTOCOLS);
        assertThat(channel.pipeline().get(ConnectionWatch.class)).isNull();
        assertThat(channel.pipeline().get(ConnectionWatch.Arrivals.class)).isNull();
        pass(1_000);
        assertThat(channel.isActive()).isTrue();
    }
}
