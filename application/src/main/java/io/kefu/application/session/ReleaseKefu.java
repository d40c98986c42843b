package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;

/** Returns the sessions of a kefu to the head of the queue, and assigns them to other kefu with free capacity. */
@UseCase
public final class ReleaseKefu {
    private final Desk desk;
    private final SessionSync sync;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;

    public ReleaseKefu(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        this.desk = desk;
        this.sync = new SessionSync(desk, overdue, sessions);
        this.assignWaiting = assignWaiting;
        this.clock = clock;
    }

    /** Returns all sessions of the kefu to the queue. Blocks. */
    public void release(UserId kefu) {
        desk.release(kefu, clock.instant()).forEach(sync::apply);
        assignWaiting.assign();
    }
}
