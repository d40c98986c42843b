package io.kefu.application.message.testing;

class InMemoryRepeatedSendTest extends RepeatedSendContract {
    @Override
    protected MessageHouse create() {
        return MessageHouse.inMemory();
    }
}
