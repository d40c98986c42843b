package io.kefu.websocket.socket;

import io.kefu.websocket.frame.ServerFrame;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What has come in through one socket. Frames take effect and are answered in their order; a frame that may overlap with
 * others begins before they have ended, any other waits for them and lets none begin meanwhile. While much waits, the socket
 * is not read, so that a fast sender is slowed by TCP. Everything runs on the socket's event loop.
 */
public final class Inbox {
    private static final int FULL = 256;
    private static final int LOW = 64;
    private static final int MOST_UNDER_WAY = 64;

    private final Channel channel;
    private final Handler handler;
    private final Consumer<ServerFrame> out;
    private final BooleanSupplier isClosing;
    private final Queue<Work> waiting = new ArrayDeque<>();
    private final Deque<UnderWay> underWay = new ArrayDeque<>();
    private boolean isOpen;
    private boolean draining;
    private @Nullable Runnable whenFinished;

    /**
     * Makes an inbox that is shut.
     *
     * @param out takes the answers, in order
     * @param isClosing whether the socket closes: nothing is begun any more
     */
    public Inbox(Channel channel, Handler handler, Consumer<ServerFrame> out, BooleanSupplier isClosing) {
        this.channel = channel;
        this.handler = handler;
        this.out = out;
        this.isClosing = isClosing;
    }

    /** Knows what is to be done for a frame. */
    public interface Handler {
        /** Reads a frame. */
        Work read(byte[] frame);
    }

    /** What a frame asks for. */
    public interface Work {
        /** Whether it may begin now though earlier ones, which may overlap as well, are under way. */
        boolean mayOverlap();

        /**
         * Begins it. The answer's stage never fails, and completes on the socket's event loop.
         *
         * @param before completes when the earlier ones that are under way have ended; null for none
         */
        CompletionStage<Optional<ServerFrame>> begin(@Nullable CompletionStage<?> before);
    }

    private static final class UnderWay {
        private final boolean mayOverlap;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private Optional<ServerFrame> answer = Optional.empty();
        private boolean isAnswered;

        UnderWay(boolean mayOverlap) {
            this.mayOverlap = mayOverlap;
        }
    }

    /** Begins to handle what came and comes. */
    public void open() {
        isOpen = true;
        drain();
    }

    /** Stops reading from the socket, and runs the task once every frame that was received has been answered. */
    public void finish(Runnable task) {
        whenFinished = task;
        channel.config().setAutoRead(false);
        finishIfDone();
    }

    private void finishIfDone() {
        Runnable task = whenFinished;
        if (task != null && underWay.isEmpty() && waiting.isEmpty()) {
            whenFinished = null;
            task.run();
        }
    }

    /** Whether frames are being handled. Before that, they only wait. */
    public boolean isOpen() {
        return isOpen;
    }

    /** Drops the frames that wait to be handled, and handles no further frames until it is opened again. */
    public void clear() {
        isOpen = false;
        waiting.clear();
    }

    public void offer(byte[] frame) {
        waiting.add(handler.read(frame));
        if (waiting.size() >= FULL) {
            channel.config().setAutoRead(false);
        }
        drain();
    }

    /** Begins frame after frame, in a loop where they end at once and by coming back where they do not. */
    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            begin();
        } finally {
            draining = false;
        }
        finishIfDone();
    }

    private void begin() {
        for (Work work = waiting.peek(); work != null && mayBegin(work); work = waiting.peek()) {
            waiting.remove();
            if (waiting.size() == LOW && whenFinished == null) {
                channel.config().setAutoRead(true);
            }
            begin(work);
        }
    }

    private boolean mayBegin(Work work) {
        UnderWay last = underWay.peekLast();
        return isOpen
                && !isClosing.getAsBoolean()
                && (last == null || (last.mayOverlap && underWay.size() < MOST_UNDER_WAY && work.mayOverlap()));
    }

    private void begin(Work work) {
        UnderWay last = underWay.peekLast();
        UnderWay begun = new UnderWay(work.mayOverlap());
        underWay.add(begun);
        // It never fails, and what it does in the end happens below.
        var unused = work.begin(last == null ? null : last.ended).thenAccept(answer -> {
            begun.answer = answer;
            begun.isAnswered = true;
            answerInOrder();
            drain();
        });
    }

    private void answerInOrder() {
        for (UnderWay first = underWay.peek(); first != null && first.isAnswered; first = underWay.peek()) {
            underWay.remove();
            first.answer.ifPresent(out);
            first.ended.complete(null);
        }
    }
}
