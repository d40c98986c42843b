package io.kefu.application.message;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Batch;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads the entries of a former conversation of a kefu, up to the last one that the kefu may still see. */
@UseCase
public final class ReadFormerConversation {
    private static final int BATCH = 100;

    private final MessageLog log;

    public ReadFormerConversation(MessageLog log) {
        this.log = log;
    }

    /** Reads at most {@value #BATCH} entries after a seq, lowest seq first. One round trip; does not block. */
    public CompletionStage<Result> read(Principal caller, ConversationId conversation, long after) {
        Operation.RESUME.requireAllowed(caller);
        return caller.isStaff()
                ? log.readAfter(conversation, after, BATCH, caller.id()).thenApply(batch -> result(caller, batch))
                : CompletableFuture.completedStage(new Result.NotFound());
    }

    private static Result result(Principal caller, Batch batch) {
        if (batch.state().isEmpty()) {
            return new Result.NotFound();
        }
        ConversationState state = batch.state().get();
        return caller.id().equals(state.secondUser())
                ? new Result.ServedAgain(ConversationView.served(state))
                : new Result.Former(state, batch.messages(), batch.messages().size() < BATCH);
    }

    /** The state of the conversation from the caller's view. */
    public sealed interface Result {
        /** The caller never took part in such a conversation. */
        record NotFound() implements Result {}

        /** The caller serves the customer again, and can follow the conversation. */
        record ServedAgain(ConversationView view) implements Result {}

        /**
         * It is a former conversation of the caller.
         *
         * @param isEnd whether these are the last entries that the caller may see
         */
        record Former(ConversationState state, List<Message> messages, boolean isEnd) implements Result {}
    }
}
