package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;

/** Gives the sessions of a kefu who is gone back to the queue's head, and on to whoever has room. */
@UseCase
public final class ReleaseKefu {
    private final Desk desk;
    private final Follow follow;
    private final AssignWaiting assignWaiting;
    private final InstantSource clock;

    public ReleaseKefu(
            Desk desk,
            OverdueSessions overdue,
            SessionStore sessions,
            AssignWaiting assignWaiting,
            InstantSource clock) {
        this.desk = desk;
        this.follow = new Follow(desk, overdue, sessions);
        this.assignWaiting = assignWaiting;
        this.clock = clock;
    }

    /** Releases them all. */
    public void release(UserId kefu) {
        desk.release(kefu, clock.instant()).forEach(follow::place);
        assignWaiting.assign();
    }
}
