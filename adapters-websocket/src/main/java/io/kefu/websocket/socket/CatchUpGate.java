package io.kefu.websocket.socket;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Limits how many sockets catch up at the same time, that is, read their conversations and the entries that they missed.
 * When thousands of clients reconnect at once, the others wait, so that the connected clients are hardly slowed down.
 * Thread-safe.
 */
public final class CatchUpGate {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    public CatchUpGate(int permits) {
        this.free = permits;
    }

    /** Runs the task once the gate has a free permit: on this thread, or on the thread that calls {@link #release}. */
    public void acquire(Runnable task) {
        synchronized (waiting) {
            if (free == 0) {
                waiting.add(task);
                return;
            }
            free--;
        }
        task.run();
    }

    /** Releases a permit when a catch-up has ended. If a task waits, the one that has waited longest gets the permit. */
    public void release() {
        Runnable next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
