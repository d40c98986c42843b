package io.kefu.websocket.socket;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One socket's place in the gate, which it keeps for {@link #LONGEST} at most: others wait for it. Everything runs on the
 * socket's event loop.
 */
public final class GatePass {
    public static final Duration LONGEST = Duration.ofSeconds(5);

    private final Gate gate;
    private final EventLoop loop;
    private boolean isAsked;
    private @Nullable ScheduledFuture<?> until;

    public GatePass(Gate gate, EventLoop loop) {
        this.gate = gate;
        this.loop = loop;
    }

    /**
     * Runs the task as soon as the gate has room; what it begins ends with {@link #leave}. Who asks again before that has
     * asked once.
     */
    public void enter(Runnable task) {
        if (isAsked) {
            return;
        }
        isAsked = true;
        gate.enter(() -> loop.execute(() -> {
            until = loop.schedule(this::leave, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            task.run();
        }));
    }

    /** Gives the place to the next; where there is none, nothing happens. */
    public void leave() {
        if (until != null) {
            until.cancel(false);
            until = null;
            isAsked = false;
            gate.leave();
        }
    }
}
