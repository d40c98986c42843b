package io.kefu.application.message;

import io.kefu.application.UseCase;
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

/** Recalls a message: removes its content for good, keeps a tombstone in its place, and publishes this to both sides. */
@UseCase
public final class RecallMessage {
    private static final String NOTICE = "一条消息已撤回 / A message was recalled";

    private final MessageLog log;
    private final InstantSource clock;
    private final Duration within;

    public RecallMessage(MessageLog log, InstantSource clock, Rules rules) {
        this.log = log;
        this.clock = clock;
        this.within = rules.within();
    }

    /**
     * Recalls a message and returns its tombstone. Admins may recall any message; a second recall changes nothing. The stage
     * fails with a {@code DomainException}: {@link ErrorCode#MESSAGE_NOT_FOUND} for a message that does not exist or that the
     * caller may not read, {@link ErrorCode#FORBIDDEN} for a message of another user, {@link ErrorCode#CONFLICT} for a
     * message that is too old.
     */
    public CompletionStage<Message> recall(Principal caller, MessageId id) {
        try {
            Operation.RECALL_MESSAGE.requireAllowed(caller);
            Instant now = clock.instant();
            Instant notBefore = caller.role() == Role.ADMIN ? null : now.minus(within);
            return log.recall(new Recall(id, caller.id(), caller.name(), notBefore, NOTICE, now))
                    .thenApply(RecallMessage::tombstoneOf);
        } catch (DomainException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    private static Message tombstoneOf(Recalled recalled) {
        return switch (recalled) {
            case Recalled.Done done -> done.tombstone();
            case Recalled.Unknown unknown -> throw DomainException.of(ErrorCode.MESSAGE_NOT_FOUND);
            case Recalled.NotOwn notOwn -> throw DomainException.of(ErrorCode.FORBIDDEN);
            case Recalled.TooLate tooLate -> throw DomainException.of(ErrorCode.CONFLICT);
        };
    }

    /**
     * Limits of recalls.
     *
     * @param within how long after sending customers and kefu may recall their own messages; admins may recall at any time
     */
    public record Rules(Duration within) {}
}
