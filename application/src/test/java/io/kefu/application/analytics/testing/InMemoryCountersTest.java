package io.kefu.application.analytics.testing;

import io.kefu.application.hours.port.Hours;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.message.testing.InMemoryMessageLog;
import io.kefu.application.presence.testing.InMemoryPresence;
import io.kefu.application.session.testing.InMemorySessionStore;
import io.kefu.application.testing.TestClock;

class InMemoryCountersTest extends CountersContract {
    @Override
    protected Fixture fixture(TestClock clock, Hours hours) {
        InMemoryConversations conversations = new InMemoryConversations();
        return new Fixture(
                new InMemoryMessageLog(conversations),
                new InMemorySessionStore(conversations, hours, clock),
                new InMemoryPresence(conversations.counters()),
                conversations.counters());
    }
}
