package io.kefu.application.message;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageId;
import io.kefu.domain.user.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes a message back: its content is gone for good, its place remains, and both sides learn of it. */
public final class RecallMessage {
    private static final String NOTICE = "一条消息已撤回 / A message was recalled";

    private final MessageLog log;
    private final InstantSource clock;
    private final Duration within;

    /**
     * Makes the use case.
     *
     * @param within for how long customers and kefu may take back what they wrote
     */
    public RecallMessage(MessageLog log, InstantSource clock, Duration within) {
        this.log = log;
        this.clock = clock;
        this.within = within;
    }

    /**
     * Recalls, and returns what is left. Admins may recall whatever anybody wrote; a second recall changes nothing. The stage
     * fails with a {@code DomainException}: {@link ErrorCode#MESSAGE_NOT_FOUND} for one that is not there or may not be seen,
     * {@link ErrorCode#FORBIDDEN} for another's, {@link ErrorCode#CONFLICT} for one that is too old.
     */
    public CompletionStage<Message> recall(Principal caller, MessageId id) {
        try {
            Operation.RECALL_MESSAGE.requireAllowed(caller);
            Instant now = clock.instant();
            Instant notBefore = caller.role() == Role.ADMIN ? null : now.minus(within);
            return log.recall(new Recall(id, caller.id(), caller.name(), notBefore, NOTICE, now))
                    .thenApply(RecallMessage::left);
        } catch (DomainException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    private static Message left(Recalled recalled) {
        return switch (recalled) {
            case Recalled.Done done -> done.left();
            case Recalled.Unknown unknown -> throw DomainException.of(ErrorCode.MESSAGE_NOT_FOUND);
            case Recalled.NotOwn notOwn -> throw DomainException.of(ErrorCode.FORBIDDEN);
            case Recalled.TooLate tooLate -> throw DomainException.of(ErrorCode.CONFLICT);
        };
    }
}
