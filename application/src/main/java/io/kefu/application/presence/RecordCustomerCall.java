package io.kefu.application.presence;

import io.kefu.application.UseCase;
import io.kefu.application.access.Principal;
import io.kefu.application.session.SessionTimes;
import io.kefu.application.session.port.OverdueSessions;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Records that a customer made a call over HTTP. The session of a customer who waits without a socket, but still makes
 * calls, is therefore not closed as abandoned.
 */
@UseCase
public final class RecordCustomerCall {
    private final OverdueSessions overdue;
    private final InstantSource clock;
    private final Duration window;

    public RecordCustomerCall(OverdueSessions overdue, InstantSource clock, SessionTimes times) {
        this.overdue = overdue;
        this.clock = clock;
        this.window = times.callWindow();
    }

    /** Records a call of an authenticated user; calls of kefu and admins are ignored. Does not block. */
    public void record(Principal caller) {
        if (!caller.isStaff()) {
            overdue.recordActivity(caller.id(), clock.instant(), window);
        }
    }
}
