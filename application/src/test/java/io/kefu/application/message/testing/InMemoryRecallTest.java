package io.kefu.application.message.testing;

class InMemoryRecallTest extends RecallContract {
    @Override
    protected MessagePorts create() {
        return MessagePorts.inMemory();
    }
}
