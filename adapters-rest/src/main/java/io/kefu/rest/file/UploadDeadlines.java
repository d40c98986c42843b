package io.kefu.rest.file;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.AvailableByteBody;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the connection of an upload that takes too long. After a refusal what still comes in is dropped for some seconds, so
 * that a client which first sends all sees the answer.
 */
@ServerFilter(UploadPlaces.ROUTE)
final class UploadDeadlines implements Ordered {
    private static final Duration AFTER_ANSWER = Duration.ofSeconds(10);

    private final Duration all;
    private final Duration rest;

    UploadDeadlines(UploadSettings settings) {
        this.all = settings.uploadTime();
        this.rest = all.compareTo(AFTER_ANSWER) < 0 ? all : AFTER_ANSWER;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        if (request.getMethod() == HttpMethod.POST
                && request instanceof NettyHttpRequest<?> received
                && request instanceof ServerHttpRequest<?> server
                && !(server.byteBody() instanceof AvailableByteBody)) {
            Deadline deadline = new Deadline(received.getChannelHandlerContext());
            request.setAttribute(Deadline.class.getName(), deadline);
            deadline.set(all);
        }
    }

    @ResponseFilter
    void answered(HttpRequest<?> request) {
        request.getAttribute(Deadline.class.getName(), Deadline.class).ifPresent(deadline -> deadline.set(rest));
    }

    /** Before the filters that refuse. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.order();
    }

    /** Holds from when it is set until the body's end. All but its making happens on the connection's event loop. */
    private static final class Deadline extends ChannelInboundHandlerAdapter {
        private final ChannelHandlerContext server;
        private @Nullable ScheduledFuture<?> end;
        private boolean isOver;

        Deadline(ChannelHandlerContext server) {
            this.server = server;
        }

        void set(Duration time) {
            if (!server.executor().inEventLoop()) {
                server.executor().execute(() -> set(time));
                return;
            }
            if (isOver || server.isRemoved()) {
                return;
            }
            if (end == null) {
                server.pipeline().addBefore(server.name(), null, this);
            } else {
                end.cancel(false);
            }
            end = server.executor().schedule(this::end, time.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void end() {
            var unused = server.close();
        }

        /** What comes is the body; another request, where the end came before this was here. */
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof LastHttpContent || message instanceof io.netty.handler.codec.http.HttpRequest) {
                context.pipeline().remove(this);
            }
            context.fireChannelRead(message);
        }

        /** Also when the connection ends. */
        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            isOver = true;
            if (end != null) {
                end.cancel(false);
            }
        }
    }
}
