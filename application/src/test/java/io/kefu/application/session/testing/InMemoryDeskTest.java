package io.kefu.application.session.testing;

class InMemoryDeskTest extends DeskContract {
    @Override
    protected DeskHouse create() {
        return DeskHouse.inMemory();
    }
}
