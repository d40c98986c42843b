package io.kefu.application.session.testing;

class InMemoryAssignmentTest extends AssignmentContract {
    @Override
    protected DeskHouse create() {
        return DeskHouse.inMemory();
    }
}
