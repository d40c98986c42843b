package io.kefu.application.message.testing;

class InMemoryMessageEventsTest extends MessageEventsContract {
    @Override
    protected MessagePorts create() {
        return MessagePorts.inMemory();
    }
}
