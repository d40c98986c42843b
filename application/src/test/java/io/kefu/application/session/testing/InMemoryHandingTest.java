package io.kefu.application.session.testing;

class InMemoryHandingTest extends HandingContract {
    @Override
    protected DeskHouse create() {
        return DeskHouse.inMemory();
    }
}
