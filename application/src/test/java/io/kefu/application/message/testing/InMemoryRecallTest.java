package io.kefu.application.message.testing;

class InMemoryRecallTest extends RecallContract {
    @Override
    protected MessageHouse create() {
        return MessageHouse.inMemory();
    }
}
