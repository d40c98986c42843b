package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.session.SessionId;
import java.util.Collection;

/** Tells those who hold connections how the queue stands, for the people behind them. */
@UseCase
public final class WatchQueue {
    private final Desk desk;

    public WatchQueue(Desk desk) {
        this.desk = desk;
    }

    /** How many sessions wait, and at which places these do. Blocks, for one round trip. */
    public Desk.Queue watch(Collection<SessionId> sessions) {
        return desk.queue(sessions);
    }
}
