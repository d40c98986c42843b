package io.kefu.application.hours;

import io.kefu.application.UseCase;
import io.kefu.application.hours.port.Hours;

/** Tells a node about changes of the working hours, so that it notifies its clients. */
@UseCase
public final class WatchHours {
    private final Hours hours;

    public WatchHours(Hours hours) {
        this.hours = hours;
    }

    /**
     * Adds a listener for the life of the node.
     *
     * @param listener called on a thread that must not be blocked
     */
    public void watch(Runnable listener) {
        hours.watch(changed -> listener.run());
    }
}
