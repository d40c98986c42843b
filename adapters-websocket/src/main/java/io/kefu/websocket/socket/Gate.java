package io.kefu.websocket.socket;

import io.kefu.websocket.settings.WebSocketSettings;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets so many sockets begin at a time: when thousands come back at once, each looks up where it stands and reads what it
 * missed, and the others wait, so that who is connected already hardly notices. Any thread may call it.
 */
@Singleton
public final class Gate {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    Gate(WebSocketSettings settings) {
        this.free = settings.parallelCatchUps();
    }

    /** Runs the task as soon as there is room, on this thread or on that of whoever leaves. */
    public void enter(Runnable task) {
        synchronized (waiting) {
            if (free == 0) {
                waiting.add(task);
                return;
            }
            free--;
        }
        task.run();
    }

    /** Gives the place of a task that entered to the next. */
    public void leave() {
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
