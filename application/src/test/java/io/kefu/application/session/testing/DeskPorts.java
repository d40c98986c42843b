package io.kefu.application.session.testing;

import io.kefu.application.presence.port.Presence;
import io.kefu.application.presence.testing.InMemoryPresence;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;

/** A desk and the presence that it reads. */
public record DeskPorts(Desk desk, OverdueSessions overdue, Presence presence) {
    /** The use cases over fakes. */
    public static DeskPorts inMemory() {
        InMemoryPresence presence = new InMemoryPresence();
        InMemoryDesk desk = new InMemoryDesk(presence);
        return new DeskPorts(desk, desk, presence);
    }
}
