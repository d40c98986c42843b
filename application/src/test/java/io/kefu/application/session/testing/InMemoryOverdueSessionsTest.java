package io.kefu.application.session.testing;

class InMemoryOverdueSessionsTest extends OverdueSessionsContract {
    @Override
    protected DeskPorts create() {
        return DeskPorts.inMemory();
    }
}
