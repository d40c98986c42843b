package io.kefu.application.message.testing;

class InMemoryCursorTest extends CursorContract {
    @Override
    protected MessagePorts create() {
        return MessagePorts.inMemory();
    }
}
