package io.kefu.application.presence.testing;

import io.kefu.application.presence.port.Presence;

class InMemoryPresenceTest extends PresenceContract {
    @Override
    protected Presence create() {
        return new InMemoryPresence();
    }
}
