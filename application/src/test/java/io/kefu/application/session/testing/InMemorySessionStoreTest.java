package io.kefu.application.session.testing;

import io.kefu.application.session.port.SessionStore;

class InMemorySessionStoreTest extends SessionStoreContract {
    @Override
    protected SessionStore create() {
        return new InMemorySessionStore();
    }
}
