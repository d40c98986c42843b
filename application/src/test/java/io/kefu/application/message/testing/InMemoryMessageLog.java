package io.kefu.application.message.testing;

import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.port.MessageLog;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Logs in memory. Every stage is complete when it is returned. */
public final class InMemoryMessageLog implements MessageLog {
    private final InMemoryConversations conversations;

    public InMemoryMessageLog(InMemoryConversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        synchronized (conversations) {
            return CompletableFuture.completedStage(appended(conversations.of(append.conversation()), append));
        }
    }

    private Appended appended(InMemoryConversation conversation, Append append) {
        Optional<Message> earlier = conversation.sentBefore(append);
        if (earlier.isPresent()) {
            return earlier.get().status() == MessageStatus.RECALLED || isSame(earlier.get(), append.draft())
                    ? new Appended.Stored(earlier.get())
                    : new Appended.Refused(Refusal.CLIENT_ID_TAKEN);
        }
        return refusal(conversation, append)
                .<Appended>map(Appended.Refused::new)
                .orElseGet(() -> {
                    Message message = conversation.append(append);
                    conversations
                            .counters()
                            .wrote(message, append.rule() == Rule.SERVING || append.rule() == Rule.ADMIN);
                    publish(append, message);
                    return new Appended.Stored(message);
                });
    }

    private static boolean isSame(Message message, Draft draft) {
        return draft.equals(
                new Draft(message.type(), message.content(), message.metadata(), message.clientMessageId()));
    }

    private static Optional<Refusal> refusal(InMemoryConversation conversation, Append append) {
        if (append.session() != null && !conversation.isIn(append.session())) {
            return Optional.of(Refusal.NO_OPEN_SESSION);
        }
        return switch (append.rule()) {
            case CUSTOMER -> customersRefusal(conversation, append);
            case SERVING -> kefusRefusal(conversation, append);
            case ADMIN ->
                append.toIsKnown() || conversation.hasOpenSession()
                        ? Optional.empty()
                        : Optional.of(Refusal.UNKNOWN_RECIPIENT);
            case PAIR ->
                append.toIsKnown() || conversation.isKnown()
                        ? Optional.empty()
                        : Optional.of(Refusal.UNKNOWN_RECIPIENT);
        };
    }

    private static Optional<Refusal> customersRefusal(InMemoryConversation conversation, Append append) {
        if (!conversation.hasOpenSession()) {
            return Optional.of(Refusal.NO_OPEN_SESSION);
        }
        return append.toIsKnown() || conversation.isServedBy(append.to())
                ? Optional.empty()
                : Optional.of(Refusal.UNKNOWN_RECIPIENT);
    }

    private static Optional<Refusal> kefusRefusal(InMemoryConversation conversation, Append append) {
        if (conversation.isServedBy(append.from())) {
            return Optional.empty();
        }
        return Optional.of(
                !conversation.hasOpenSession() && conversation.wasLastServedBy(append.from())
                        ? Refusal.SESSION_CLOSED
                        : Refusal.NOT_SERVING);
    }

    private void publish(Append append, Message message) {
        conversations
                .events()
                .publish(message.conversation(), new ConversationEvent.Appended(message, append.origin()));
        if (append.rule() == Rule.PAIR && append.to() != null) {
            conversations.events().publish(append.to(), new UserEvent.PairWritten(append.from()));
            conversations.events().publish(append.from(), new UserEvent.PairWritten(append.to()));
        }
    }

    @Override
    public CompletionStage<Recalled> recall(Recall recall) {
        synchronized (conversations) {
            ConversationId id = recall.message().conversation();
            return CompletableFuture.completedStage(conversations
                    .of(id)
                    .recall(
                            recall,
                            notice ->
                                    conversations.events().publish(id, new ConversationEvent.Appended(notice, null))));
        }
    }

    @Override
    public CompletionStage<Batch> readAfter(ConversationId conversation, long seq, int limit, @Nullable UserId kefu) {
        synchronized (conversations) {
            InMemoryConversation found = conversations.of(conversation);
            Optional<Long> readable = kefu == null ? Optional.of(Long.MAX_VALUE) : found.readableUntil(kefu);
            if (readable.isEmpty()) {
                return CompletableFuture.completedStage(new Batch(Optional.empty(), List.of()));
            }
            long until = readable.get();
            List<Message> messages = found.messages().stream()
                    .filter(message -> message.seq() > seq && message.seq() <= until)
                    .limit(limit)
                    .toList();
            return CompletableFuture.completedStage(new Batch(found.state(), messages));
        }
    }

    @Override
    public CompletionStage<Void> recordLoss(ConversationState state, long lastKnown) {
        synchronized (conversations) {
            conversations.of(state.conversation()).recordLoss(state, lastKnown);
            return CompletableFuture.completedStage(null);
        }
    }

    @Override
    public CompletionStage<Optional<ConversationState>> state(ConversationId conversation) {
        synchronized (conversations) {
            return CompletableFuture.completedStage(
                    conversations.of(conversation).state());
        }
    }

    @Override
    public CompletionStage<ConversationState> begin(ConversationId conversation, Instant now) {
        synchronized (conversations) {
            InMemoryConversation begun = conversations.of(conversation);
            begun.begin(now);
            return CompletableFuture.completedStage(begun.state().orElseThrow());
        }
    }

    @Override
    public CompletionStage<Cursors> advance(CursorReport report) {
        synchronized (conversations) {
            InMemoryConversation conversation = conversations.of(report.conversation());
            Optional<Side> side = conversation.sides().of(report.by());
            if (side.isEmpty()) {
                return CompletableFuture.failedStage(DomainException.of(ErrorCode.MESSAGE_NOT_FOUND));
            }
            Cursors old = conversation.sides().cursors(side.get());
            long read = Math.max(old.read(), report.read());
            long delivered = Math.max(Math.max(old.delivered(), report.delivered()), read);
            if (delivered > conversation.last()) {
                return CompletableFuture.failedStage(
                        DomainException.invalid("seq", Reason.RANGE, 0, conversation.last()));
            }
            Cursors reached = new Cursors(delivered, read);
            if (!reached.equals(old)) {
                conversation.sides().setCursors(side.get(), reached);
                conversations
                        .events()
                        .publish(
                                report.conversation(),
                                new ConversationEvent.Advanced(
                                        report.conversation(), report.by(), delivered, read, report.origin()));
            }
            return CompletableFuture.completedStage(reached);
        }
    }
}
