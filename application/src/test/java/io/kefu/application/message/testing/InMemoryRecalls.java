package io.kefu.application.message.testing;

import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of recalls for the in-memory log. */
final class InMemoryRecalls {
    private InMemoryRecalls() {}

    /** The result of a recall that changes nothing; empty for a recall that must be done. */
    static Optional<Recalled> unchanged(Recall recall, Message message, InMemorySides sides) {
        if (recall.notBefore() != null && !message.from().equals(recall.by())) {
            return Optional.of(sides.of(recall.by()).isPresent() ? new Recalled.NotOwn() : new Recalled.Unknown());
        }
        if (message.type() == MessageType.SYSTEM) {
            return Optional.of(new Recalled.NotOwn());
        }
        if (message.status() == MessageStatus.RECALLED) {
            return Optional.of(new Recalled.Done(message));
        }
        boolean isTooLate = recall.notBefore() != null && message.timestamp().isBefore(recall.notBefore());
        return isTooLate ? Optional.of(new Recalled.TooLate()) : Optional.empty();
    }

    /** The entry that is appended for a recall. */
    static Message notice(Recall recall, Message message, long seq, Instant now, @Nullable SessionId session) {
        return new Message(
                message.conversation(),
                seq,
                now,
                recall.by(),
                recall.byName(),
                recall.by().equals(message.from()) ? message.to() : null,
                session,
                MessageType.SYSTEM,
                recall.notice(),
                recall.noticeMetadata(),
                null,
                MessageStatus.SENT);
    }
}
