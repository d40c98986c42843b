package io.kefu.application.session.query;

import io.kefu.application.UseCase;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.session.SessionId;
import java.util.Collection;

/** Reads the queue for pushing queue positions to waiting customers. */
@UseCase
public final class ReadQueue {
    private final Desk desk;

    public ReadQueue(Desk desk) {
        this.desk = desk;
    }

    /** The length of the queue and the positions of these sessions. Blocks for one round trip. */
    public Desk.Queue read(Collection<SessionId> sessions) {
        return desk.queue(sessions);
    }
}
