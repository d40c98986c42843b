package io.kefu.redis.message;

import io.kefu.application.message.testing.CursorContract;
import io.kefu.application.message.testing.MessageHistoryContract;
import io.kefu.application.message.testing.MessageLogContract;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.message.testing.RecallContract;
import io.kefu.application.message.testing.RepeatedSendContract;
import io.kefu.application.message.testing.UnreadContract;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contracts of the ports about messages, with almost all entries of the conversations in the archive. */
class ArchivedMessagesIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    /** The tests of sessions in these contracts need as many entries, because the entries of an open session are not moved. */
    private static final int FOR_SESSIONS = 3;

    @Nested
    class Log extends MessageLogContract {
        @Override
        protected MessagePorts create() {
            return RedisMessages.archiving(REDIS, FOR_SESSIONS);
        }
    }

    @Nested
    class History extends MessageHistoryContract {
        @Override
        protected MessagePorts create() {
            return RedisMessages.archiving(REDIS, FOR_SESSIONS);
        }
    }

    @Nested
    class Recall extends RecallContract {
        @Override
        protected MessagePorts create() {
            return RedisMessages.archiving(REDIS, 1);
        }
    }

    @Nested
    class Cursor extends CursorContract {
        @Override
        protected MessagePorts create() {
            return RedisMessages.archiving(REDIS, 1);
        }
    }

    @Nested
    class RepeatedSend extends RepeatedSendContract {
        @Override
        protected MessagePorts create() {
            return RedisMessages.archiving(REDIS, 1);
        }
    }

    @Nested
    class Unread extends UnreadContract {
        @Override
        protected MessagePorts create() {
            return RedisMessages.archiving(REDIS, 1);
        }
    }
}
