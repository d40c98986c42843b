package io.kefu.rest.body;

import io.kefu.domain.error.DomainException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.netty.buffer.ByteBuf;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the memory and the time that the bodies of a connection's requests use. The gate stands between the HTTP codec and the
 * server, because the server keeps each piece of a body, with the whole buffer in which it arrived, until the body is read.
 *
 * <ul>
 *   <li>A body that is not streamed is collected in one buffer and passed on as a whole.
 *   <li>Small pieces of a streamed body that arrive together are joined, and the memory of unread pieces is limited.
 *   <li>A body that exceeds its limit, or the limit of all bodies of the node together, fails.
 *   <li>A body that takes too long ends with its connection.
 *   <li>After the answer, the rest of a body is discarded for some time before the connection is closed. If the connection were
 *       closed with unread bytes, it would be reset, and the client might lose the answer.
 * </ul>
 *
 * <p>Each connection has its own gate, which runs on the connection's event loop.
 */
final class BodyGate extends ChannelDuplexHandler {
    private static final int SMALL_PIECE = 1024;
    private static final int MAX_COLLECTED = 16 * 1024;
    private static final Duration TIME_AFTER_ANSWER = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final BodyLimits limits;
    private final CollectedBytes collected;
    private long requests;
    private long answers;

    /** The body that is arriving; null between two bodies. */
    private @Nullable IncomingBody body;

    /** Whether the rest of the body is discarded. */
    private boolean isDiscarded;

    /** Whether the server was told that the body ends early. */
    private boolean isAborted;

    private @Nullable ScheduledFuture<?> deadline;

    /** Set once the server has asked to close the connection while a body is arriving. */
    private @Nullable ChannelPromise closing;

    BodyGate(BodyLimits limits) {
        this.limits = limits;
        this.collected = new CollectedBytes(limits);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing != null) {
            ReferenceCountUtil.release(message);
            if (message instanceof LastHttpContent) {
                close(context);
            }
        } else if (message instanceof HttpRequest head) {
            requests++;
            HeadNormalizer.normalize(head);
            body = limits.bodyOf(head, aborted -> context.executor().execute(() -> abort(context, aborted)));
            isDiscarded = false;
            isAborted = false;
            context.fireChannelRead(body.isStreamed ? new StreamedRequestHead(head, body) : head);
        } else if (message instanceof HttpContent content && body != null) {
            read(context, body, content);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void read(ChannelHandlerContext context, IncomingBody arriving, HttpContent content) {
        arriving.addArrived(content.content());
        if (!isDiscarded && arriving.isTooLarge()) {
            fail(context, new ContentLengthExceededException(arriving.maxUnread, arriving.unread()));
        }
        if (isDiscarded) {
            abort(context);
        }
        if (content instanceof LastHttpContent last) {
            readLast(context, last);
        } else if (isDiscarded) {
            content.release();
        } else if (!arriving.isStreamed || content.content().readableBytes() < SMALL_PIECE) {
            collect(context, content);
            content.release();
            if (arriving.isStreamed && collected.size() > MAX_COLLECTED) {
                passOnCollected(context, arriving);
            }
        } else {
            passOnCollected(context, arriving);
            passOn(context, arriving, content);
        }
    }

    private void readLast(ChannelHandlerContext context, LastHttpContent content) {
        HttpContent last = content;
        if (collected.size() > 0) {
            collect(context, content);
            last = content.replace(collected.take());
            last.setDecoderResult(content.decoderResult());
            content.release();
        }
        if (isDiscarded) {
            last.release();
            last = LastHttpContent.EMPTY_LAST_CONTENT;
        }
        body = null;
        setDeadline(context, null);
        context.fireChannelRead(last);
    }

    private void collect(ChannelHandlerContext context, HttpContent content) {
        ByteBuf piece = content.content();
        if (!isDiscarded && piece.isReadable() && !collected.add(piece, context.alloc())) {
            fail(context, DomainException.unavailable(RETRY_AFTER));
        }
    }

    private void passOnCollected(ChannelHandlerContext context, IncomingBody arriving) {
        if (collected.size() > 0) {
            passOn(context, arriving, new DefaultHttpContent(collected.take()));
        }
    }

    private static void passOn(ChannelHandlerContext context, IncomingBody arriving, HttpContent content) {
        arriving.addPassedOn();
        context.fireChannelRead(content);
    }

    /**
     * Discards the body and reports the failure, unless the request is answered. The server may answer without reading the
     * body, but only after the event that all arrived bytes were read. This event is therefore passed on before the check.
     */
    private void fail(ChannelHandlerContext context, Exception failure) {
        discard();
        context.fireChannelReadComplete();
        if (!isAnswered()) {
            isAborted = true;
            context.fireExceptionCaught(failure);
        }
    }

    private void discard() {
        isDiscarded = true;
        collected.take().release();
    }

    private void abort(ChannelHandlerContext context, IncomingBody aborted) {
        if (body == aborted && !isDiscarded) {
            discard();
            abort(context);
        }
    }

    /**
     * Tells the server that the body ends early. Otherwise the server would treat the early end as an error of its own and would
     * not handle the next request.
     */
    private void abort(ChannelHandlerContext context) {
        if (!isAborted) {
            isAborted = true;
            context.fireExceptionCaught(new EOFException("Connection closed for the rest of a body"));
        }
    }

    /** Reports a reset of the connection as the end of the body. Each transport throws another exception for a reset. */
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
                passOnCollected(context, body);
            }
            if (deadline == null) {
                setDeadline(context, body.time);
            }
        }
        context.fireChannelReadComplete();
        readRestAfterAnswer(context);
    }

    /** Reads on after the answer, because the server stops reading a body once it has answered the request. */
    private void readRestAfterAnswer(ChannelHandlerContext context) {
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
                answers++;
                if (body != null && isAnswered()) {
                    discard();
                    setDeadline(context, body.time.compareTo(TIME_AFTER_ANSWER) < 0 ? body.time : TIME_AFTER_ANSWER);
                }
            }
        }
        var unused = context.write(message, promise);
        readRestAfterAnswer(context);
    }

    private boolean isAnswered() {
        return answers == requests;
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
                : context.executor().schedule(() -> expire(context, time), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Closes the connection, unless an earlier request is not answered yet, because the body may be waiting for that answer. */
    private void expire(ChannelHandlerContext context, Duration time) {
        if (answers < requests - 1) {
            setDeadline(context, time);
        } else {
            close(context);
        }
    }

    private void close(ChannelHandlerContext context) {
        var unused = closing == null ? context.close() : context.close(closing);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        setDeadline(context, null);
        collected.take().release();
        if (closing != null && !closing.isDone()) {
            close(context);
        }
    }
}
