package io.kefu.application.session.testing;

class InMemoryOverdueSessionsTest extends OverdueSessionsContract {
    @Override
    protected DeskHouse create() {
        return DeskHouse.inMemory();
    }
}
