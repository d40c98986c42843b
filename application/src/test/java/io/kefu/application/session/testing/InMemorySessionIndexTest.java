package io.kefu.application.session.testing;

class InMemorySessionIndexTest extends SessionIndexContract {
    @Override
    protected Ports create() {
        InMemorySessionStore store = new InMemorySessionStore();
        return new Ports(store, new InMemorySessionIndex(store));
    }
}
