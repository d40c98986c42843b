package io.kefu.application.message.testing;

class InMemoryMessageEventsTest extends MessageEventsContract {
    @Override
    protected MessageHouse create() {
        return MessageHouse.inMemory();
    }
}
