package io.kefu.websocket.socket;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The permit of one socket to catch up. The socket holds it for at most {@link #LONGEST}, because other sockets wait for
 * it. All methods are called on the socket's event loop.
 */
public final class CatchUpPermit {
    public static final Duration LONGEST = Duration.ofSeconds(5);

    private final CatchUpGate gate;
    private final EventLoop loop;
    private boolean isRequested;
    private @Nullable ScheduledFuture<?> expiry;

    public CatchUpPermit(CatchUpGate gate, EventLoop loop) {
        this.gate = gate;
        this.loop = loop;
    }

    /**
     * Runs the task once the gate has a free permit. The permit is held until {@link #release}. A second call before that is
     * ignored.
     */
    public void acquire(Runnable task) {
        if (isRequested) {
            return;
        }
        isRequested = true;
        gate.acquire(() -> loop.execute(() -> {
            expiry = loop.schedule(this::release, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            task.run();
        }));
    }

    /** Releases the permit. Without a permit, nothing happens. */
    public void release() {
        if (expiry != null) {
            expiry.cancel(false);
            expiry = null;
            isRequested = false;
            gate.release();
        }
    }
}
