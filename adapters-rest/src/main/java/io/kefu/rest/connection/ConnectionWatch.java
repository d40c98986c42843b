package io.kefu.rest.connection;

import io.kefu.rest.address.ClientAddress;
import io.kefu.rest.connection.IdleConnections.IdleConnection;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose client takes too long to send a request's head. The time counts from the accept or from the head's
 * first byte, and single bytes that trickle in do not extend it. Between two requests a connection may be idle for another,
 * longer time. While a request is read or answered, and after an upgrade, this handler sets no limit.
 *
 * <p>The handler follows the HTTP codec. Each connection has its own one, which runs on the connection's event loop.
 */
final class ConnectionWatch extends ChannelDuplexHandler implements IdleConnection {
    private final HttpSettings settings;
    private final IdleConnections idle;
    private final @Nullable ClientAddress address;
    private final Arrivals arrivals = new Arrivals();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> deadline;
    private long begun;
    private long answered;
    private boolean isBodyComing;
    private boolean isIdle;
    private boolean hasHeadBegun;

    ConnectionWatch(HttpSettings settings, IdleConnections idle, @Nullable ClientAddress address) {
        this.settings = settings;
        this.idle = idle;
        this.address = address;
    }

    /** The handler that sees the bytes that come in, to be added before the HTTP codec. */
    Arrivals arrivals() {
        return arrivals;
    }

    /** Notices the first byte of a head, which the HTTP codec passes on only when the head is complete. */
    final class Arrivals extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext below, Object message) {
            if (isIdle && !hasHeadBegun) {
                hasHeadBegun = true;
                setDeadline(settings.headTime());
            }
            below.fireChannelRead(message);
        }
    }

    @Override
    public @Nullable ClientAddress address() {
        return address;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        hasHeadBegun = true;
        beIdle(settings.headTime());
    }

    @Override
    public void channelRead(ChannelHandlerContext below, Object message) {
        if (message instanceof HttpRequest) {
            begun++;
            isBodyComing = true;
            beBusy();
        }
        if (message instanceof LastHttpContent) {
            isBodyComing = false;
            beIdleIfDone();
        }
        below.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext below, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                below.pipeline().remove(arrivals);
                below.pipeline().remove(this);
            }
        } else if (message instanceof LastHttpContent) {
            // The request ends when the whole answer is written to the network, which takes long for a slow reader.
            var unused = below.write(message, promise.unvoid().addListener(written -> {
                answered++;
                beIdleIfDone();
            }));
            return;
        }
        var unused = below.write(message, promise);
    }

    private void beIdleIfDone() {
        if (answered == begun && !isBodyComing && !isIdle && context != null && !context.isRemoved()) {
            hasHeadBegun = false;
            beIdle(settings.idleTime());
        }
    }

    private void beIdle(Duration time) {
        isIdle = true;
        setDeadline(time);
        idle.add(this);
    }

    private void beBusy() {
        if (isIdle) {
            isIdle = false;
            setDeadline(null);
            idle.remove(this);
        }
    }

    private void setDeadline(@Nullable Duration time) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = time == null || context == null
                ? null
                : context.executor().schedule(this::end, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void endIfIdle() {
        if (context != null) {
            context.executor().execute(() -> {
                if (isIdle) {
                    end();
                }
            });
        }
    }

    private void end() {
        if (context != null) {
            var unused = context.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        beBusy();
    }
}
