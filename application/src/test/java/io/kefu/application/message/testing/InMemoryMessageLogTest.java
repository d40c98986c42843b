package io.kefu.application.message.testing;

class InMemoryMessageLogTest extends MessageLogContract {
    @Override
    protected MessageHouse create() {
        return MessageHouse.inMemory();
    }
}
