package io.kefu.application.session.testing;

import io.kefu.application.presence.testing.InMemoryPresence;

class InMemoryDeskTest extends DeskContract {
    @Override
    protected House create() {
        InMemoryPresence presence = new InMemoryPresence();
        InMemoryDesk desk = new InMemoryDesk(presence);
        return new House(desk, desk, presence);
    }
}
