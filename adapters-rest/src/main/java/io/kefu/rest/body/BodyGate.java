package io.kefu.rest.body;

import io.kefu.domain.error.DomainException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a connection and the server, so that nobody can fill the server's memory with bodies that come in pieces or
 * never end: the server keeps each piece, and the buffer that it came in, until somebody reads it.
 *
 * <ul>
 *   <li>A body that is not streamed waits here, in one buffer, and goes on as a whole.
 *   <li>Of one that is streamed, small pieces that come in together go on as one, and what nobody has read is bounded.
 *   <li>Too large, a body fails; and so it does where those of all connections together are.
 *   <li>One that takes too long ends with its connection.
 *   <li>What comes in after the answer is dropped for some time before the connection ends, also where the answer said that
 *       it ends: closed with something unread, it would be reset, and the client might never see the answer.
 * </ul>
 *
 * One for each connection, on its event loop.
 */
final class BodyGate extends ChannelDuplexHandler {
    private static final int SMALL = 1024;
    private static final int LARGE = 16 * 1024;
    private static final Duration AFTER_ANSWER = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final BodyRules rules;
    private long begun;
    private long answered;
    private @Nullable IncomingBody body;
    private boolean isDropped;
    private boolean isBrokenOff;
    private ByteBuf waiting = Unpooled.EMPTY_BUFFER;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ChannelPromise closing;

    BodyGate(BodyRules rules) {
        this.rules = rules;
    }

    /** The body that is coming in; nothing between two. */
    Optional<IncomingBody> body() {
        return Optional.ofNullable(body);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing != null) {
            ReferenceCountUtil.release(message);
            if (message instanceof LastHttpContent) {
                end(context);
            }
        } else if (message instanceof HttpRequest head) {
            begun++;
            head.setUri(RequestTarget.escaped(head.uri()));
            body = rules.begin(head, one -> context.executor().execute(() -> breakOff(context, one)));
            isDropped = false;
            isBrokenOff = false;
            HeadNormalizer.normalize(head.headers());
            context.fireChannelRead(body.isStreamed ? new StreamedRequestHead(head, body) : message);
        } else if (message instanceof HttpContent content && body != null) {
            read(context, body, content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void read(ChannelHandlerContext context, IncomingBody arriving, HttpContent content) {
        arriving.arrived(content.content());
        if (!isDropped && arriving.isTooMuch()) {
            fail(context, new ContentLengthExceededException(arriving.maxHeld, arriving.held()));
        }
        if (isDropped) {
            breakOff(context);
        }
        if (content instanceof LastHttpContent end) {
            readEnd(context, end);
        } else if (isDropped) {
            content.release();
        } else if (!arriving.isStreamed || content.content().readableBytes() < SMALL) {
            keep(context, content);
            content.release();
            if (arriving.isStreamed && waiting.readableBytes() > LARGE) {
                handOnWaiting(context, arriving);
            }
        } else {
            handOnWaiting(context, arriving);
            handOn(context, arriving, content);
        }
    }

    private void readEnd(ChannelHandlerContext context, LastHttpContent end) {
        HttpContent last = end;
        if (waiting.isReadable()) {
            keep(context, end);
            last = end.replace(takeWaiting());
            last.setDecoderResult(end.decoderResult());
            end.release();
        }
        if (isDropped) {
            last.release();
            last = LastHttpContent.EMPTY_LAST_CONTENT;
        }
        body = null;
        setDeadline(context, null);
        context.fireChannelRead(last);
    }

    /** Copies a piece, so that the buffer it came in is free, to what waits. */
    private void keep(ChannelHandlerContext context, HttpContent content) {
        int size = content.content().readableBytes();
        if (isDropped || size == 0) {
            return;
        }
        if (!rules.take(size)) {
            fail(context, DomainException.unavailable(SOON));
            return;
        }
        try {
            if (!waiting.isReadable()) {
                waiting = context.alloc().buffer(size);
            }
            waiting.writeBytes(content.content());
        } catch (OutOfMemoryError e) {
            rules.giveBack(size);
            fail(context, DomainException.unavailable(SOON));
        }
    }

    /** Without room for more, like the codec's own buffers: a form's decoder takes the room in one for that in another. */
    private ByteBuf takeWaiting() {
        ByteBuf taken = waiting;
        rules.giveBack(taken.readableBytes());
        waiting = Unpooled.EMPTY_BUFFER;
        return taken.slice();
    }

    private void handOnWaiting(ChannelHandlerContext context, IncomingBody arriving) {
        if (waiting.isReadable()) {
            handOn(context, arriving, new DefaultHttpContent(takeWaiting()));
        }
    }

    private static void handOn(ChannelHandlerContext context, IncomingBody arriving, HttpContent content) {
        arriving.handedOn();
        context.fireChannelRead(content);
    }

    /** The server may have waited for more before it looked at the request, and answer now: then it has no use for the fault. */
    private void fail(ChannelHandlerContext context, Exception why) {
        drop();
        context.fireChannelReadComplete();
        if (!isAnswered()) {
            isBrokenOff = true;
            context.fireExceptionCaught(why);
        }
    }

    private void drop() {
        isDropped = true;
        takeWaiting().release();
    }

    private void breakOff(ChannelHandlerContext context, IncomingBody wanted) {
        if (body == wanted && !isDropped) {
            drop();
            breakOff(context);
        }
    }

    /** Ends the body for the server as well: it would take an end that comes too early for a fault, and miss the next request. */
    private void breakOff(ChannelHandlerContext context) {
        if (!isBrokenOff) {
            isBrokenOff = true;
            context.fireExceptionCaught(new EOFException("Connection closed for the rest of a body"));
        }
    }

    /** A connection that is reset breaks a body off like one that is closed; each transport has an error of its own for it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.fireExceptionCaught(
                cause instanceof IOException && !(cause instanceof ClosedChannelException) && body != null
                        ? new EOFException(cause.getMessage())
                        : cause);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (closing != null) {
            context.read();
            return;
        }
        if (body != null) {
            if (body.isStreamed) {
                handOnWaiting(context, body);
            }
            if (deadline == null) {
                setDeadline(context, body.time);
            }
        }
        context.fireChannelReadComplete();
        readOn(context);
    }

    /** The server no longer asks for a body that it has answered, and may never have asked for all of it. */
    private void readOn(ChannelHandlerContext context) {
        if (body != null && isAnswered()) {
            context.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                context.pipeline().remove(this);
            } else if (response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                answered++;
                if (body != null && isAnswered()) {
                    drop();
                    setDeadline(context, body.time.compareTo(AFTER_ANSWER) < 0 ? body.time : AFTER_ANSWER);
                }
            }
        }
        var unused = context.write(message, promise);
        readOn(context);
    }

    private boolean isAnswered() {
        return answered == begun;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (body != null
                && isAnswered()
                && closing == null
                && context.channel() instanceof DuplexChannel channel
                && channel.isActive()) {
            closing = promise;
            var unused = channel.shutdownOutput();
            context.read();
        } else {
            var unused = context.close(promise);
        }
    }

    private void setDeadline(ChannelHandlerContext context, @Nullable Duration time) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = time == null
                ? null
                : context.executor().schedule(() -> tooLate(context, time), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A request before it that has no answer yet may be what the body waits for. */
    private void tooLate(ChannelHandlerContext context, Duration time) {
        if (answered < begun - 1) {
            setDeadline(context, time);
        } else {
            end(context);
        }
    }

    private void end(ChannelHandlerContext context) {
        var unused = closing == null ? context.close() : context.close(closing);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        setDeadline(context, null);
        takeWaiting().release();
        if (closing != null && !closing.isDone()) {
            end(context);
        }
    }
}
