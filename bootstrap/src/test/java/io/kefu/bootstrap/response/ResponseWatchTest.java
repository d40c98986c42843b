package io.kefu.bootstrap.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponseWatchTest {
    private static final String JSON = "application/json";

    private final List<SentResponse> responses = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ResponseWatch(responses::add));

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void passesOnAResponseInPieces() {
        request("GET", "/api/users?page=1");
        channel.writeOutbound(head(200, JSON), content("{\"total\""));
        assertThat(responses).isEmpty();
        channel.writeOutbound(new DefaultLastHttpContent(Unpooled.copiedBuffer(":1}", UTF_8)));
        assertThat(responses).containsExactly(new SentResponse("GET", "/api/users?page=1", 200, JSON, "{\"total\":1}"));
    }

    @Test
    void matchesPipelinedRequestsWithTheirResponses() {
        request("GET", "/api/one");
        request("HEAD", "/api/two");
        channel.writeOutbound(head(404, JSON), content("{}"), LastHttpContent.EMPTY_LAST_CONTENT);
        channel.writeOutbound(head(200, JSON), LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(responses)
                .containsExactly(
                        new SentResponse("GET", "/api/one", 404, JSON, "{}"),
                        new SentResponse("HEAD", "/api/two", 200, JSON, ""));
    }

    @Test
    void skipsInformationalResponses() {
        request("POST", "/api/files/upload");
        channel.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        assertThat(responses).isEmpty();
        channel.writeOutbound(head(200, JSON), content("{}"), LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(responses).containsExactly(new SentResponse("POST", "/api/files/upload", 200, JSON, "{}"));
    }

    @Test
    void skipsAResponseThatDoesNotEnd() {
        request("GET", "/api/users");
        channel.writeOutbound(head(200, JSON), content("{"));
        channel.close().syncUninterruptibly();
        assertThat(responses).isEmpty();
    }

    @Test
    void endsWithAnUpgrade() {
        request("GET", "/ws/customer1");
        channel.writeOutbound(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS));
        assertThat(channel.pipeline().get(ResponseWatch.class)).isNull();
        assertThat(channel.outboundMessages()).hasSize(1);
        assertThat(responses).isEmpty();
    }

    @Test
    void decompressesJson() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream compressing = new GZIPOutputStream(compressed)) {
            compressing.write("{\"total\":1}".getBytes(UTF_8));
        }
        request("GET", "/api/users");
        HttpResponse head = head(200, JSON);
        head.headers().set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        channel.writeOutbound(head, new DefaultLastHttpContent(Unpooled.wrappedBuffer(compressed.toByteArray())));
        assertThat(responses).containsExactly(new SentResponse("GET", "/api/users", 200, JSON, "{\"total\":1}"));
    }

    @Test
    void copiesOnlyTheBeginningOfOtherTypes() {
        String piece = "x".repeat(40_000);
        request("GET", "/api/files/1");
        channel.writeOutbound(head(200, "image/png"), content(piece), content(piece), content(piece));
        channel.writeOutbound(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(responses).containsExactly(new SentResponse("GET", "/api/files/1", 200, "image/png", piece + piece));
    }

    private void request(String method, String target) {
        channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), target));
    }

    private static HttpResponse head(int status, String type) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        return head;
    }

    private static DefaultHttpContent content(String text) {
        return new DefaultHttpContent(Unpooled.copiedBuffer(text, UTF_8));
    }
}
