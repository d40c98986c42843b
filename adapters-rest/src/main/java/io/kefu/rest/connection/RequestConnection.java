package io.kefu.rest.connection;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.concurrent.Executor;

/** The connection of a request, for filters, which do not use Netty themselves. */
public final class RequestConnection {
    private RequestConnection() {}

    /** The connection's event loop. A request that continues on it stays in order with what follows on the connection. */
    public static Executor eventLoop(HttpRequest<?> request) {
        return channel(request).eventLoop();
    }

    /**
     * Runs a task when the connection closes, on its event loop, or at once if it is closed already.
     *
     * @return cancels the task
     */
    public static Runnable onClose(HttpRequest<?> request, Runnable task) {
        Channel channel = channel(request);
        ChannelFutureListener listener = closed -> task.run();
        channel.closeFuture().addListener(listener);
        return () -> channel.closeFuture().removeListener(listener);
    }

    private static Channel channel(HttpRequest<?> request) {
        return ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
    }
}
