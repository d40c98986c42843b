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
     * @param window calls within this time after a noted call need not be noted
     */
    public NoteCall(OverdueSessions overdue, InstantSource clock, Duration window) {
        this.overdue = overdue;
        this.clock = clock;
        this.window = window;
    }

    /** Notes a call of an authenticated user, even if the call is refused later. Does not block. */
    public void note(Principal caller) {
        if (!caller.isStaff()) {
            overdue.recordActivity(caller.id(), clock.instant(), window);
        }
    }
}
