package io.kefu.application.message.testing;

class InMemorySenderTest extends SenderContract {
    @Override
    protected MessageHouse create() {
        return MessageHouse.inMemory();
    }
}
