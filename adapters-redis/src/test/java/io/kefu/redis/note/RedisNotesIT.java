package io.kefu.redis.note;

import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.note.port.Notes;
import io.kefu.application.note.testing.NotesContract;
import io.kefu.redis.message.RedisMessages;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisNotesIT extends NotesContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected MessagePorts ports() {
        return RedisMessages.of(REDIS);
    }

    @Override
    protected Notes create(MessagePorts over) {
        return new RedisNotes(REDIS.redis());
    }
}
