package io.kefu.websocket.connection;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What has come in through one socket: one frame takes effect and is answered before the next is begun. While much
 * waits, the socket is not read, so that a fast sender is slowed by TCP. Everything runs on the socket's event loop.
 */
final class Inbox {
    private static final int FULL = 256;
    private static final int LOW = 64;

    private final Channel channel;
    private final Function<byte[], CompletionStage<?>> handler;
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private boolean busy = true;
    private boolean draining;
    private @Nullable Runnable whenFinished;

    /**
     * Makes an inbox that is shut.
     *
     * @param handler answers a frame and never fails
     */
    Inbox(Channel channel, Function<byte[], CompletionStage<?>> handler) {
        this.channel = channel;
        this.handler = handler;
    }

    /** Begins to handle what came and comes. */
    void open() {
        busy = false;
        drain();
    }

    /** Takes nothing more, and runs the task when all that came was answered. */
    void finish(Runnable task) {
        whenFinished = task;
        channel.config().setAutoRead(false);
        finishIfDone();
    }

    private void finishIfDone() {
        Runnable task = whenFinished;
        if (task != null && !busy && waiting.isEmpty()) {
            whenFinished = null;
            task.run();
        }
    }

    void offer(byte[] frame) {
        waiting.add(frame);
        if (waiting.size() >= FULL) {
            channel.config().setAutoRead(false);
        }
        drain();
    }

    /** Handles frame after frame, in a loop where they complete at once and by coming back where they do not. */
    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        while (!busy) {
            byte[] frame = waiting.poll();
            if (frame == null) {
                break;
            }
            if (waiting.size() == LOW && whenFinished == null) {
                channel.config().setAutoRead(true);
            }
            busy = true;
            handler.apply(frame).whenComplete((done, failure) -> onLoop(this::open));
        }
        draining = false;
        finishIfDone();
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }
}
