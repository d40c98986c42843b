package io.kefu.application.session.testing;

class InMemoryAssignmentTest extends AssignmentContract {
    @Override
    protected DeskPorts create() {
        return DeskPorts.inMemory();
    }
}
