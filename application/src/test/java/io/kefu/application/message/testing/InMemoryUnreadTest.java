package io.kefu.application.message.testing;

class InMemoryUnreadTest extends UnreadContract {
    @Override
    protected MessageHouse create() {
        return MessageHouse.inMemory();
    }
}
