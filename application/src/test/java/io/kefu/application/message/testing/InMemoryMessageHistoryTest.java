package io.kefu.application.message.testing;

class InMemoryMessageHistoryTest extends MessageHistoryContract {
    @Override
    protected MessagePorts create() {
        return MessagePorts.inMemory();
    }
}
