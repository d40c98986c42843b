package io.kefu.websocket.socket;

import io.kefu.websocket.frame.ServerFrame;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The frames that one socket has received. They take effect and are answered in the order of arrival. A frame that may
 * overlap begins while earlier ones are under way; if it is refused then, it is handled again after they were answered,
 * because they may have changed what it needs. Any other frame waits for all earlier ones, and later ones wait for it.
 * While many frames wait, the socket is not read, so that TCP slows a fast sender down. Everything runs on the socket's
 * event loop.
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
        /** Whether it may begin while earlier frames, which may overlap as well, are under way. */
        boolean mayOverlap();

        /** Does it. The stage never fails, and completes on the socket's event loop. */
        CompletionStage<Outcome> begin(Turn turn);
    }

    /** When a frame is handled. */
    public enum Turn {
        /** All earlier frames have been answered. */
        ALONE,
        /** Earlier frames are under way. A frame that is refused now changes nothing and is handled again alone. */
        OVERLAPPING
    }

    /**
     * The result of handling a frame.
     *
     * @param answer the frame to send; empty for none
     * @param isRefusal whether nothing was done, so that handling the frame again is safe
     */
    public record Outcome(Optional<ServerFrame> answer, boolean isRefusal) {}

    private static final class UnderWay {
        private final Work work;
        private final boolean mayOverlap;
        private Turn turn;
        private @Nullable Outcome outcome;

        UnderWay(Work work, Turn turn) {
            this.work = work;
            this.mayOverlap = work.mayOverlap();
            this.turn = turn;
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
        UnderWay begun = new UnderWay(work, underWay.isEmpty() ? Turn.ALONE : Turn.OVERLAPPING);
        underWay.add(begun);
        run(begun);
    }

    private void run(UnderWay frame) {
        // The stage never fails.
        var unused = frame.work.begin(frame.turn).thenAccept(outcome -> {
            frame.outcome = outcome;
            answerInOrder();
            drain();
        });
    }

    private void answerInOrder() {
        for (UnderWay first = underWay.peek(); first != null && first.outcome != null; first = underWay.peek()) {
            if (first.turn == Turn.OVERLAPPING && first.outcome.isRefusal()) {
                first.turn = Turn.ALONE;
                first.outcome = null;
                run(first);
            } else {
                underWay.remove();
                first.outcome.answer().ifPresent(out);
            }
        }
    }
}
