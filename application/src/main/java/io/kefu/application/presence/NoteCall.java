package io.kefu.application.presence;

import io.kefu.application.access.Principal;
import io.kefu.application.session.port.OverdueSessions;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Notes each call of a customer over HTTP as a sign of life, so that the session of a customer who waits without a socket is
 * not closed as abandoned.
 */
public final class NoteCall {
    private final OverdueSessions overdue;
    private final InstantSource clock;
    private final Duration window;

    /**
     * Makes the use case.
     *
     * @param window within this time of a noted call others may be passed over
     */
    public NoteCall(OverdueSessions overdue, InstantSource clock, Duration window) {
        this.overdue = overdue;
        this.clock = clock;
        this.window = window;
    }

    /** Notes the call of somebody who was recognised, whatever becomes of the call. Does not block. */
    public void note(Principal caller) {
        if (!caller.isStaff()) {
            overdue.heardFrom(caller.id(), clock.instant(), window);
        }
    }
}
