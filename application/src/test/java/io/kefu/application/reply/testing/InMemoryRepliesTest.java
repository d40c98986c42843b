package io.kefu.application.reply.testing;

import io.kefu.application.message.testing.InMemoryMessageEvents;
import io.kefu.application.user.testing.InMemoryUserStore;

class InMemoryRepliesTest extends RepliesContract {
    @Override
    protected Stores create() {
        InMemoryUserStore users = new InMemoryUserStore();
        InMemoryMessageEvents events = new InMemoryMessageEvents();
        InMemoryReplies replies = new InMemoryReplies(users, events);
        return new Stores(replies, replies, replies, users, events);
    }
}
