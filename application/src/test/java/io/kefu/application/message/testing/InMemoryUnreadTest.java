package io.kefu.application.message.testing;

class InMemoryUnreadTest extends UnreadContract {
    @Override
    protected MessagePorts create() {
        return MessagePorts.inMemory();
    }
}
