package io.kefu.rest.origin;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Adds the headers of the CORS protocol to all answers of a connection, also to those that the server itself writes, because a
 * browser hides an answer without these headers from the page. The service uses no cookies, so credentials are not allowed. Each
 * connection has its own handler, which runs on the connection's event loop.
 */
final class CorsHeaders extends ChannelDuplexHandler {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final String REQUEST_HEADERS = "Authorization, X-User-ID, Content-Type, Content-Language, Accept,"
            + " Accept-Language, Range, If-Range, If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since,"
            + " Cache-Control, Pragma, X-Request-ID, X-Requested-With, Traceparent, Tracestate, Baggage";
    private static final String RESPONSE_HEADERS = "X-Request-ID, Retry-After, ETag, Content-Range, Accept-Ranges,"
            + " Content-Disposition, Content-Length, Location, Allow, WWW-Authenticate";
    /** How many seconds a browser may cache the answer to a preflight request: the longest time that all browsers accept. */
    private static final String MAX_AGE = "7200";

    private final PageOrigins origins;
    /** The requests that have no answer yet, oldest first. */
    private final Queue<Pending> pending = new ArrayDeque<>();

    CorsHeaders(PageOrigins origins) {
        this.origins = origins;
    }

    /** A request that has no answer yet, and the origin of its page if that page may read the answer. */
    private record Pending(Optional<String> origin, boolean isPreflight) {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            HttpHeaders headers = request.headers();
            boolean isPreflight = request.method().equals(HttpMethod.OPTIONS)
                    && headers.contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
            pending.add(new Pending(origin(context, request), isPreflight));
        }
        context.fireChannelRead(message);
    }

    private Optional<String> origin(ChannelHandlerContext context, HttpRequest request) {
        if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
            return origins.admitted(request.headers()::getAll, peer(context));
        }
        // A malformed head may lack the Origin header that the client sent. The refusal has no secrets, so any page may
        // read it.
        return request.decoderResult().isFailure() ? Optional.of("*") : Optional.empty();
    }

    private static @Nullable InetAddress peer(ChannelHandlerContext context) {
        return context.channel().remoteAddress() instanceof InetSocketAddress address ? address.getAddress() : null;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                context.pipeline().remove(this);
            } else if (response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                add(response.headers(), pending.poll());
            }
        }
        var unused = context.write(message, promise);
    }

    private static void add(HttpHeaders headers, @Nullable Pending answered) {
        headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        if (answered == null || answered.origin().isEmpty()) {
            return;
        }
        headers.set(
                HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, answered.origin().get());
        headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
        if (answered.isPreflight()) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        }
    }
}
