package io.kefu.application.message;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.CursorReport;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.MessageId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Raises the cursors of a user's side of a conversation. The log publishes the new cursors. */
@UseCase
public final class AdvanceCursor {
    private final MessageLog log;

    public AdvanceCursor(MessageLog log) {
        this.log = log;
    }

    /**
     * Raises the cursors of the caller's side. All connections of both sides get a receipt, except the one that reports. The
     * stage fails with a {@code DomainException}: {@link ErrorCode#MESSAGE_NOT_FOUND} for a conversation in which the caller
     * does not take part now, {@link ErrorCode#INVALID_PARAMETER} for a seq that does not exist yet.
     *
     * @param cursors the new cursors; 0 leaves a cursor unchanged
     * @param origin the connection that reports the cursors; null for none
     */
    public CompletionStage<Cursors> advance(
            Principal caller, ConversationId conversation, Cursors cursors, @Nullable String origin) {
        try {
            Operation.ADVANCE_CURSOR.requireAllowed(caller);
            if (Math.max(cursors.delivered(), cursors.read()) > MessageId.MAX_SEQ) {
                throw DomainException.invalid("seq", Reason.RANGE, 0, MessageId.MAX_SEQ);
            }
            return log.advance(
                    new CursorReport(conversation, caller.id(), cursors.delivered(), cursors.read(), origin));
        } catch (DomainException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }
}
