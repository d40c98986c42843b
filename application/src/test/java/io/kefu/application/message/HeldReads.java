package io.kefu.application.message;

import io.kefu.application.message.port.MessageLog;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A log whose reads wait until the test lets them happen and lets them be answered; one read at a time. */
final class HeldReads implements MessageLog {
    private final MessageLog log;
    private @Nullable Read pending;
    private int reads;

    HeldReads(MessageLog log) {
        this.log = log;
    }

    private static final class Read {
        private final ConversationId conversation;
        private final long after;
        private final int limit;
        private final @Nullable UserId kefu;
        private final CompletableFuture<Batch> answer = new CompletableFuture<>();
        private @Nullable Batch found;

        Read(ConversationId conversation, long after, int limit, @Nullable UserId kefu) {
            this.conversation = conversation;
            this.after = after;
            this.limit = limit;
            this.kefu = kefu;
        }
    }

    @Override
    public CompletionStage<Batch> readAfter(ConversationId conversation, long seq, int limit, @Nullable UserId kefu) {
        if (pending != null) {
            throw new IllegalStateException("Two reads at a time");
        }
        reads++;
        pending = new Read(conversation, seq, limit, kefu);
        return pending.answer;
    }

    /** The number of reads so far. */
    int reads() {
        return reads;
    }

    boolean isPending() {
        return pending != null;
    }

    /** Lets the pending read take place, without its answer. */
    void see() {
        if (pending != null && pending.found == null) {
            pending.found = log.readAfter(pending.conversation, pending.after, pending.limit, pending.kefu)
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Answers the pending read. */
    void answer() {
        see();
        Read read = pending;
        if (read != null) {
            pending = null;
            read.answer.complete(read.found);
        }
    }

    /** Lets the pending read fail. */
    void fail() {
        Read read = pending;
        if (read != null) {
            pending = null;
            read.answer.completeExceptionally(DomainException.of(ErrorCode.SERVICE_UNAVAILABLE));
        }
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        return log.append(append);
    }

    @Override
    public CompletionStage<Recalled> recall(Recall recall) {
        return log.recall(recall);
    }

    @Override
    public CompletionStage<Void> recordLoss(ConversationState state, long lastKnown) {
        return log.recordLoss(state, lastKnown);
    }

    @Override
    public CompletionStage<Optional<ConversationState>> state(ConversationId conversation) {
        return log.state(conversation);
    }

    @Override
    public CompletionStage<ConversationState> begin(ConversationId conversation, Instant now) {
        return log.begin(conversation, now);
    }

    @Override
    public CompletionStage<Cursors> advance(CursorReport report) {
        return log.advance(report);
    }
}
