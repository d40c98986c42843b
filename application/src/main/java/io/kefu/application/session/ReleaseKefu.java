package io.kefu.application.session;

import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.user.UserId;

/** Gives the sessions of a kefu who is gone back to the queue's head, and on to whoever has room. */
public final class ReleaseKefu {
    private final Desk desk;
    private final SessionStore sessions;
    private final AssignWaiting assignWaiting;

    public ReleaseKefu(Desk desk, SessionStore sessions, AssignWaiting assignWaiting) {
        this.desk = desk;
        this.sessions = sessions;
        this.assignWaiting = assignWaiting;
    }

    /** Releases them all. */
    public void release(UserId kefu) {
        desk.release(kefu).forEach(placement -> sessions.place(placement, null));
        assignWaiting.assign();
    }
}
