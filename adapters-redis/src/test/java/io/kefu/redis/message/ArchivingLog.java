package io.kefu.redis.message;

import io.kefu.application.message.port.MessageLog;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A log that moves the older entries of a conversation to the archive after each change, in segments of at most three
 * entries. Each call waits for its result.
 */
final class ArchivingLog implements MessageLog {
    private static final int SEGMENT = 3;

    private final MessageLog log;
    private final ByHand byHand;
    private final int kept;
    /** Held shared by calls, and exclusively while entries are moved. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /**
     * Wraps a log.
     *
     * @param kept how many of the newest entries are not moved
     */
    ArchivingLog(MessageLog log, ByHand byHand, int kept) {
        this.log = log;
        this.byHand = byHand;
        this.kept = kept;
    }

    private <T> CompletionStage<T> call(Supplier<CompletionStage<T>> call) {
        lock.readLock().lock();
        try {
            CompletableFuture<T> result = call.get().toCompletableFuture();
            // A failure is in the returned stage.
            var unused = result.handle((value, failure) -> true).join();
            return result;
        } finally {
            lock.readLock().unlock();
        }
    }

    private <T> CompletionStage<T> change(ConversationId conversation, Supplier<CompletionStage<T>> change) {
        CompletionStage<T> result = call(change);
        lock.writeLock().lock();
        try {
            long until = byHand.number(conversation, "seq") - kept;
            for (long base = byHand.base(conversation); base < until; base = byHand.base(conversation)) {
                byHand.move(conversation, Math.min(base + SEGMENT, until));
            }
        } finally {
            lock.writeLock().unlock();
        }
        return result;
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        return change(append.conversation(), () -> log.append(append));
    }

    @Override
    public CompletionStage<Recalled> recall(Recall recall) {
        return change(recall.message().conversation(), () -> log.recall(recall));
    }

    @Override
    public CompletionStage<Batch> readAfter(ConversationId conversation, long seq, int limit, @Nullable UserId kefu) {
        return call(() -> log.readAfter(conversation, seq, limit, kefu));
    }

    @Override
    public CompletionStage<Void> recordLoss(ConversationState state, long lastKnown) {
        return call(() -> log.recordLoss(state, lastKnown));
    }

    @Override
    public CompletionStage<Optional<ConversationState>> state(ConversationId conversation) {
        return call(() -> log.state(conversation));
    }

    @Override
    public CompletionStage<ConversationState> begin(ConversationId conversation, Instant now) {
        return call(() -> log.begin(conversation, now));
    }

    @Override
    public CompletionStage<Cursors> advance(CursorReport report) {
        return call(() -> log.advance(report));
    }
}
