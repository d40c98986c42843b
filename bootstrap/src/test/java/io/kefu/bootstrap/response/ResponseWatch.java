package io.kefu.bootstrap.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes on a copy of each response of a connection before its end is sent. Informational responses, and responses that are not
 * complete when the connection ends, are not passed on.
 *
 * <p>The handler follows the HTTP codec. Each connection has its own one, which runs on the connection's event loop.
 */
final class ResponseWatch extends ChannelDuplexHandler {
    private static final String JSON_TYPE = "application/json";

    /** Stands for the method of a request that asks for a socket, which is no operation of the document. */
    private static final String UPGRADE = "UPGRADE";

    /** The beginning of a body of another type. */
    private static final int MAX_OF_OTHER_TYPES = 64 * 1024;

    private final Consumer<SentResponse> responses;

    /** The requests without a response. Later handlers may still rewrite their targets. */
    private final Queue<HttpRequest> unanswered = new ArrayDeque<>();

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** The head of the response that is being sent; null between two responses. */
    private @Nullable HttpResponse head;

    ResponseWatch(Consumer<SentResponse> responses) {
        this.responses = responses;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            unanswered.add(request);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                context.pipeline().remove(this);
            }
            head = response.status().codeClass() == HttpStatusClass.INFORMATIONAL ? null : response;
        }
        HttpResponse sent = head;
        if (sent != null && message instanceof HttpContent content) {
            if (isJson(sent) || body.size() < MAX_OF_OTHER_TYPES) {
                copy(content);
            }
            if (content instanceof LastHttpContent) {
                responses.accept(sent(sent));
                body.reset();
                head = null;
            }
        }
        var unused = context.write(message, promise);
    }

    private void copy(HttpContent content) {
        byte[] piece = new byte[content.content().readableBytes()];
        content.content().getBytes(content.content().readerIndex(), piece);
        body.writeBytes(piece);
    }

    private SentResponse sent(HttpResponse response) {
        HttpRequest request = Objects.requireNonNull(unanswered.poll(), "the request of a response");
        return new SentResponse(
                request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                        ? UPGRADE
                        : request.method().name(),
                request.uri(),
                response.status().code(),
                response.headers().get(HttpHeaderNames.CONTENT_TYPE),
                isJson(response) && response.headers().contains(HttpHeaderNames.CONTENT_ENCODING, "gzip", true)
                        ? decompressed(body.toByteArray())
                        : body.toString(UTF_8));
    }

    private static boolean isJson(HttpResponse response) {
        return response.headers().get(HttpHeaderNames.CONTENT_TYPE, "").startsWith(JSON_TYPE);
    }

    private static String decompressed(byte[] compressed) {
        if (compressed.length == 0) {
            // The response to HEAD.
            return "";
        }
        try (GZIPInputStream decompressing = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return new String(decompressing.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
