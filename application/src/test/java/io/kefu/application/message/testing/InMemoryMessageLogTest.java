package io.kefu.application.message.testing;

class InMemoryMessageLogTest extends MessageLogContract {
    @Override
    protected MessagePorts create() {
        return MessagePorts.inMemory();
    }
}
