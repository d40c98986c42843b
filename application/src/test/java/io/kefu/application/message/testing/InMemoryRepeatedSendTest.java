package io.kefu.application.message.testing;

class InMemoryRepeatedSendTest extends RepeatedSendContract {
    @Override
    protected MessagePorts create() {
        return MessagePorts.inMemory();
    }
}
