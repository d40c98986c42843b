package io.kefu.application.message.testing;

class InMemoryCursorTest extends CursorContract {
    @Override
    protected MessageHouse create() {
        return MessageHouse.inMemory();
    }
}
