package io.kefu.application.file.testing;

import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.message.testing.InMemoryMessageHistory;
import io.kefu.application.message.testing.InMemoryMessageLog;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.session.testing.InMemorySessionStore;

class InMemoryFileMentionsTest extends FileMentionsContract {
    @Override
    protected Fixture create() {
        InMemoryConversations conversations = new InMemoryConversations();
        MessagePorts messages = new MessagePorts(
                new InMemoryMessageLog(conversations),
                new InMemoryMessageHistory(conversations),
                conversations.events(),
                new InMemorySessionStore(conversations));
        return new Fixture(messages, new InMemoryFileMentions(conversations));
    }
}
