package io.kefu.application.session.testing;

class InMemoryDeskTest extends DeskContract {
    @Override
    protected DeskPorts create() {
        return DeskPorts.inMemory();
    }
}
