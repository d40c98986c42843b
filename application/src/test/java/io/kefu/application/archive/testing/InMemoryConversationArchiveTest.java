package io.kefu.application.archive.testing;

import io.kefu.application.archive.port.ConversationArchive;

class InMemoryConversationArchiveTest extends ConversationArchiveContract {
    @Override
    protected ConversationArchive create() {
        return new InMemoryConversationArchive();
    }
}
