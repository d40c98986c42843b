package io.kefu.websocket.socket;

import io.kefu.websocket.frame.ServerFrame;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The frames that one socket has received. They take effect and are answered in the order of arrival. A frame that may
 * overlap is started while earlier ones are in progress; if it is refused then, it is handled again after they were answered,
 * because they may have changed what it needs. Any other frame waits for all earlier ones, and later ones wait for it.
 * While many frames wait, the socket is not read, so that TCP slows a fast sender down. Everything runs on the socket's
 * event loop.
 */
public final class Inbox {
    private static final int FULL = 256;
    private static final int LOW = 64;
    private static final int MOST_IN_PROGRESS = 64;

    private final Channel channel;
    private final Handler handler;
    private final Outbound outbound;
    private final Queue<Work> waiting = new ArrayDeque<>();
    private final Deque<InProgress> inProgress = new ArrayDeque<>();
    private boolean isOpen;
    private boolean draining;
    private @Nullable Runnable whenFinished;

    /**
     * Makes an inbox in which frames wait until it is opened.
     *
     * @param outbound takes the answers, in order; once it is closing, no frame is started
     */
    Inbox(Channel channel, Handler handler, Outbound outbound) {
        this.channel = channel;
        this.handler = handler;
        this.outbound = outbound;
    }

    /** Decodes frames. */
    public interface Handler {
        /** Decodes a frame, whether it is valid or not. */
        Work read(byte[] frame);
    }

    /** A frame that was decoded. */
    public interface Work {
        /** Whether this frame may be started while earlier frames that may overlap are in progress. */
        boolean mayOverlap();

        /** Handles the frame. The stage never fails, and completes on the socket's event loop. */
        CompletionStage<Outcome> start(Turn turn);
    }

    /** When a frame is handled. */
    public enum Turn {
        /** All earlier frames have been answered. */
        ALONE,
        /** Earlier frames are in progress. A frame that is refused now changes nothing and is handled again alone. */
        OVERLAPPING
    }

    /**
     * The result of handling a frame.
     *
     * @param answer the frame to send; empty for none
     * @param isRefusal whether nothing was done, so that handling the frame again is safe
     */
    public record Outcome(Optional<ServerFrame> answer, boolean isRefusal) {}

    private static final class InProgress {
        private final Work work;
        private final boolean mayOverlap;
        private Turn turn;
        private @Nullable Outcome outcome;

        InProgress(Work work, Turn turn) {
            this.work = work;
            this.mayOverlap = work.mayOverlap();
            this.turn = turn;
        }
    }

    /** Starts to handle the frames that wait and that come later. */
    void open() {
        isOpen = true;
        drain();
    }

    /** Stops reading from the socket, and runs the task once every frame that was received has been answered. */
    void finish(Runnable task) {
        whenFinished = task;
        channel.config().setAutoRead(false);
        finishIfDone();
    }

    private void finishIfDone() {
        Runnable task = whenFinished;
        if (task != null && inProgress.isEmpty() && waiting.isEmpty()) {
            whenFinished = null;
            task.run();
        }
    }

    /** Whether frames are being handled. Before that, they only wait. */
    boolean isOpen() {
        return isOpen;
    }

    /** Drops the frames that wait to be handled, and handles no further frames until it is opened again. */
    void clear() {
        isOpen = false;
        waiting.clear();
    }

    /** Adds a frame that was received. */
    void offer(byte[] frame) {
        waiting.add(handler.read(frame));
        if (waiting.size() >= FULL) {
            channel.config().setAutoRead(false);
        }
        drain();
    }

    /** Starts all frames that may start now. Called again when a frame has ended; a nested call is ignored. */
    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            startWaiting();
        } finally {
            draining = false;
        }
        finishIfDone();
    }

    private void startWaiting() {
        for (Work work = waiting.peek(); work != null && mayStart(work); work = waiting.peek()) {
            waiting.remove();
            if (waiting.size() == LOW && whenFinished == null) {
                channel.config().setAutoRead(true);
            }
            start(work);
        }
    }

    private boolean mayStart(Work work) {
        InProgress last = inProgress.peekLast();
        return isOpen
                && !outbound.isClosing()
                && (last == null || (last.mayOverlap && inProgress.size() < MOST_IN_PROGRESS && work.mayOverlap()));
    }

    private void start(Work work) {
        InProgress started = new InProgress(work, inProgress.isEmpty() ? Turn.ALONE : Turn.OVERLAPPING);
        inProgress.add(started);
        run(started);
    }

    private void run(InProgress frame) {
        // The stage never fails.
        var unused = frame.work.start(frame.turn).thenAccept(outcome -> {
            frame.outcome = outcome;
            answerInOrder();
            drain();
        });
    }

    private void answerInOrder() {
        for (InProgress first = inProgress.peek(); first != null && first.outcome != null; first = inProgress.peek()) {
            if (first.turn == Turn.OVERLAPPING && first.outcome.isRefusal()) {
                first.turn = Turn.ALONE;
                first.outcome = null;
                run(first);
            } else {
                inProgress.remove();
                first.outcome.answer().ifPresent(outbound::send);
            }
        }
    }
}
