package io.kefu.application.message.testing;

class InMemorySenderTest extends SenderContract {
    @Override
    protected MessagePorts create() {
        return MessagePorts.inMemory();
    }
}
