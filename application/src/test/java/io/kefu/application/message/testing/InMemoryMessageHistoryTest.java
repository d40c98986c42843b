package io.kefu.application.message.testing;

class InMemoryMessageHistoryTest extends MessageHistoryContract {
    @Override
    protected MessageHouse create() {
        return MessageHouse.inMemory();
    }
}
