package io.kefu.application.message.testing;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.testing.InMemoryConversation.Entry;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** History in memory. Each call computes its lists from the logs. */
public final class InMemoryMessageHistory implements MessageHistory {
    private static final int KEPT_OF_KEFU = 10_000;
    private static final int KEPT = 1_000;
    private static final int NEWEST_READ = 121;
    private static final Comparator<Message> NEWEST_FIRST = Comparator.comparing(Message::timestamp)
            .thenComparing(message -> message.conversation().value())
            .thenComparingLong(Message::seq)
            .reversed();

    private final InMemoryConversations conversations;

    public InMemoryMessageHistory(InMemoryConversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public Page<Message> read(ConversationId conversation, Window window) {
        synchronized (conversations) {
            return part(conversations.of(conversation).messages(), window);
        }
    }

    @Override
    public Optional<Page<Message>> readFor(UserId kefu, ConversationId conversation, Window window) {
        synchronized (conversations) {
            InMemoryConversation found = conversations.of(conversation);
            return found.readableUntil(kefu)
                    .map(last -> part(found.messages().subList(0, Math.toIntExact(last)), window));
        }
    }

    @Override
    public Optional<Page<Message>> readForOrWaiting(UserId kefu, ConversationId conversation, Window window) {
        synchronized (conversations) {
            return conversations.of(conversation).waits()
                    ? Optional.of(read(conversation, window))
                    : readFor(kefu, conversation, window);
        }
    }

    @Override
    public Map<ConversationId, Message> newestOf(Collection<ConversationId> asked) {
        Map<ConversationId, Message> newest = new HashMap<>();
        synchronized (conversations) {
            for (ConversationId conversation : asked) {
                conversations.of(conversation).messages().reversed().stream()
                        .limit(NEWEST_READ)
                        .filter(message -> message.type() != MessageType.SYSTEM)
                        .findFirst()
                        .ifPresent(message -> newest.put(conversation, message));
            }
        }
        return newest;
    }

    private static Page<Message> part(List<Message> all, Window window) {
        List<Message> items = switch (window) {
            case Window.Numbered numbered ->
                page(all.reversed(), numbered.page()).items();
            case Window.Before before ->
                all.reversed().stream()
                        .filter(message -> message.seq() < before.seq())
                        .limit(before.size())
                        .toList();
            case Window.After after ->
                all.stream()
                        .filter(message -> message.seq() > after.seq())
                        .limit(after.size())
                        .toList();
        };
        return new Page<>(items, all.size());
    }

    @Override
    public List<UserId> partnersOf(UserId kefu, int count) {
        return newest(entry -> entry.takingPart().contains(kefu), Integer.MAX_VALUE).stream()
                .filter(message -> message.to() != null
                        && message.conversation().equals(ConversationIds.ofPair(message.from(), message.to())))
                .map(message -> kefu.equals(message.from()) ? message.to() : message.from())
                .distinct()
                .limit(count)
                .toList();
    }

    @Override
    public Page<Message> ofKefu(UserId kefu, PageRequest page) {
        return page(newest(entry -> entry.takingPart().contains(kefu), KEPT_OF_KEFU), page);
    }

    @Override
    public List<Message> latestOf(UserId kefu, int count) {
        return newest(entry -> entry.takingPart().contains(kefu), count);
    }

    @Override
    public List<Message> latest(int count) {
        return newest(entry -> entry.message().type() != MessageType.SYSTEM, Math.min(count, KEPT));
    }

    private List<Message> newest(Predicate<Entry> wanted, int count) {
        synchronized (conversations) {
            return conversations
                    .all()
                    .flatMap(conversation -> conversation.messages(wanted))
                    .sorted(NEWEST_FIRST)
                    .limit(count)
                    .toList();
        }
    }

    private static Page<Message> page(List<Message> all, PageRequest page) {
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }
}
