package io.kefu.rest;

import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One log for all, which refuses what contains {@code refuse}. */
final class StubMessageLog implements MessageLog, MessageHistory {
    final List<Message> messages = new ArrayList<>();

    @Override
    public synchronized CompletionStage<Appended> append(Append a) {
        return CompletableFuture.supplyAsync(() -> store(a));
    }

    private synchronized Appended store(Append a) {
        if (a.draft().content().startsWith("refuse:")) {
            return new Appended.Refused(Refusal.valueOf(a.draft().content().substring("refuse:".length())));
        }
        Message message = new Message(
                a.conversation(),
                messages.size() + 1,
                a.now(),
                a.from(),
                a.senderName(),
                a.to(),
                null,
                a.draft().type(),
                a.draft().content(),
                a.draft().metadata(),
                a.draft().clientMessageId(),
                MessageStatus.SENT);
        messages.add(message);
        return new Appended.Stored(message);
    }

    @Override
    public synchronized CompletionStage<Recalled> recall(Recall recall) {
        return CompletableFuture.completedStage(messages.stream()
                .filter(message -> message.id().equals(recall.message()))
                .findFirst()
                .<Recalled>map(message -> new Recalled.Done(message.recalled()))
                .orElseGet(Recalled.Unknown::new));
    }

    @Override
    public CompletionStage<Batch> readAfter(ConversationId conversation, long seq, int limit, @Nullable UserId kefu) {
        return CompletableFuture.completedStage(new Batch(Optional.empty(), List.of()));
    }

    @Override
    public CompletionStage<Void> recordLoss(ConversationState state, long lastKnown) {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Optional<ConversationState>> state(ConversationId conversation) {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<ConversationState> begin(ConversationId conversation, Instant now) {
        Progress none = new Progress(Cursors.NONE, 0, 0);
        return CompletableFuture.completedStage(
                new ConversationState(conversation, "1.0", 0, none, none, null, 1, null, null));
    }

    @Override
    public CompletionStage<Cursors> advance(CursorReport report) {
        return CompletableFuture.completedStage(new Cursors(report.delivered(), report.read()));
    }

    @Override
    public synchronized Page<Message> read(ConversationId conversation, Window window) {
        List<Message> all = messages.stream()
                .filter(m -> m.conversation().equals(conversation))
                .toList()
                .reversed();
        List<Message> items = window instanceof Window.Numbered numbered
                ? all.stream()
                        .skip(numbered.page().offset())
                        .limit(numbered.page().size())
                        .toList()
                : all;
        return new Page<>(items, all.size());
    }

    @Override
    public Optional<Page<Message>> readFor(UserId kefu, ConversationId conversation, Window window) {
        return Optional.of(read(conversation, window));
    }

    @Override
    public Optional<Page<Message>> readForOrWaiting(UserId kefu, ConversationId conversation, Window window) {
        return readFor(kefu, conversation, window);
    }

    @Override
    public Map<ConversationId, Message> newestOf(Collection<ConversationId> conversations) {
        return conversations.stream()
                .flatMap(
                        conversation -> read(conversation, new Window.Numbered(new PageRequest(1, 1))).items().stream())
                .collect(Collectors.toMap(Message::conversation, Function.identity()));
    }

    @Override
    public List<UserId> partnersOf(UserId kefu, int count) {
        return List.of();
    }

    @Override
    public synchronized Page<Message> ofKefu(UserId kefu, PageRequest page) {
        return new Page<>(messages, messages.size());
    }

    @Override
    public synchronized List<Message> latestOf(UserId kefu, int count) {
        return messages.reversed().stream().limit(count).toList();
    }

    @Override
    public List<Message> latest(int count) {
        return latestOf(new UserId("all"), count);
    }
}
