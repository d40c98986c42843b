package io.kefu.rest.file;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Watches an upload's body from below the server, until its end.
 *
 * <ul>
 *   <li>One that takes too long ends with its connection.
 *   <li>The server holds in memory what a form has besides the file that is read from it. So what has come in and was not read
 *       from the file is bounded; more fails the body as too large.
 *   <li>What comes in after a refusal is dropped for some time before the connection ends, also where the answer said that it
 *       ends: closed with something unread, it would be reset, and the client might never see the answer.
 * </ul>
 *
 * All but {@link #taken} and {@link #readNoMore} happens on the connection's event loop.
 */
final class UploadWatch extends ChannelDuplexHandler {
    /** More than comes in, in one turn of reading, of a file that is read as fast as it comes. */
    private static final long MAX_HELD = 2L * 1024 * 1024;

    private final ChannelHandlerContext server;
    private final AtomicLong taken = new AtomicLong();
    private long arrived;
    private volatile boolean isDropped;
    private boolean isAnswered;
    private boolean isOver;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ChannelPromise closing;

    /**
     * Makes a watch.
     *
     * @param server the handler above it
     */
    UploadWatch(ChannelHandlerContext server) {
        this.server = server;
    }

    /** The watch over a call's body; nothing where it came in as a whole. */
    static Optional<UploadWatch> of(HttpRequest<?> request) {
        return request.getAttribute(UploadWatch.class.getName(), UploadWatch.class);
    }

    void begin(Duration time) {
        onLoop(() -> {
            if (!server.isRemoved()) {
                server.pipeline().addBefore(server.name(), null, this);
                setDeadline(time);
            }
        });
    }

    /** Notes that so many bytes of the file were read, and are held no more. From any thread. */
    void taken(int bytes) {
        taken.addAndGet(bytes);
    }

    /** Notes that nobody reads on, so that what comes in is dropped and not held. From any thread. */
    void readNoMore() {
        isDropped = true;
    }

    /** Notes that there is an answer, and how long what follows is dropped. */
    void answered(Duration rest) {
        onLoop(() -> {
            isAnswered = true;
            if (deadline != null && !isOver) {
                deadline.cancel(false);
                setDeadline(rest);
            }
        });
    }

    private void onLoop(Runnable task) {
        if (server.executor().inEventLoop()) {
            task.run();
        } else {
            server.executor().execute(task);
        }
    }

    private void setDeadline(Duration time) {
        deadline = server.executor().schedule(this::end, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end() {
        server.pipeline().remove(this);
    }

    /** What comes is the body; another request, where the end came before this was here. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean isEnd = message instanceof LastHttpContent || !(message instanceof HttpContent);
        if (closing != null) {
            ReferenceCountUtil.release(message);
        } else {
            if (message instanceof HttpContent content) {
                arrived += content.content().readableBytes();
            }
            context.fireChannelRead(message);
            if (!isDropped && !isAnswered && arrived - taken.get() > MAX_HELD) {
                isDropped = true;
                context.fireExceptionCaught(new ContentLengthExceededException(MAX_HELD, arrived));
            }
        }
        if (isEnd && !isOver) {
            isOver = true;
            context.pipeline().remove(this);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (closing == null) {
            context.fireChannelReadComplete();
        } else {
            context.read();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (isAnswered && closing == null && context.channel() instanceof DuplexChannel channel && channel.isActive()) {
            closing = promise;
            var unused = channel.shutdownOutput();
            context.read();
        } else {
            var unused = context.close(promise);
        }
    }

    /** At the body's end, at the deadline, and when the connection ends. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (closing != null) {
            var unused = context.close(closing);
        } else if (!isOver) {
            var unused = context.close();
        }
        isOver = true;
    }
}
