package io.kefu.application.session.testing;

import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.testing.TestClock;

class InMemoryClosedMessageTest extends ClosedMessageContract {
    @Override
    protected MessagePorts create(InMemoryHours hours, TestClock clock) {
        return MessagePorts.inMemory(hours, clock);
    }
}
