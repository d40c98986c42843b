package io.kefu.application.message.testing;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Progress;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.application.message.port.MessageLog.Rule;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.hours.WorkingHours;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A conversation in memory. A caller must hold the lock of {@link InMemoryConversations}. */
final class InMemoryConversation {
    private final ConversationId id;
    private final List<Entry> log = new ArrayList<>();
    private final Map<Sent, Long> sent = new HashMap<>();
    private final InMemorySides sides = new InMemorySides();
    /** The highest seq that each kefu who serves or served may read. */
    private final Map<UserId, Long> readableUntil = new HashMap<>();

    private @Nullable Instant epoch;
    private boolean takesSessions;
    private @Nullable UserId lastKefu;
    private @Nullable SessionId session;
    private long sessionFirst = 1;
    private long written;
    private int losses;

    InMemoryConversation(ConversationId id) {
        this.id = id;
    }

    /** A message and the kefu who took part in it. */
    record Entry(Message message, Set<UserId> takingPart) {}

    private record Sent(UserId from, ClientMessageId id) {}

    void stands(Session placed) {
        begin(placed.createdAt());
        takesSessions = true;
        sides.first(placed.customer());
        if (!placed.id().equals(session)) {
            session = placed.id();
            sessionFirst = last() + 1;
            written = 0;
        }
        if (sides.second() != null && !sides.isSecond(placed.kefu())) {
            readableUntil.put(sides.second(), last());
        }
        if (sides.second() == null && placed.kefu() != null) {
            log.replaceAll(entry -> withKefu(entry, placed));
        }
        sides.second(placed.kefu());
        if (placed.kefu() != null) {
            lastKefu = placed.kefu();
            readableUntil.put(lastKefu, Long.MAX_VALUE);
        }
    }

    /** Messages of a session that were written before a kefu served it belong to that kefu too. */
    private static Entry withKefu(Entry entry, Session session) {
        Message message = entry.message();
        boolean isConcerned =
                session.id().equals(message.session()) && message.to() == null && message.type() != MessageType.SYSTEM;
        return isConcerned ? new Entry(message, Set.of(Objects.requireNonNull(session.kefu()))) : entry;
    }

    void ends(Session ended) {
        if (ended.kefu() != null) {
            readableUntil.put(ended.kefu(), last());
        }
        if (ended.id().equals(session)) {
            session = null;
            sides.second(null);
            written = 0;
        }
    }

    long messages(SessionId asked) {
        return asked.equals(session) ? written : 0;
    }

    boolean isIn(SessionId asked) {
        return asked.equals(session);
    }

    boolean hasOpenSession() {
        return session != null;
    }

    /** Whether the conversation has an entry or an open session. */
    boolean isKnown() {
        return session != null || !log.isEmpty();
    }

    boolean isServedBy(@Nullable UserId user) {
        return session != null && sides.isSecond(user);
    }

    boolean wasLastServedBy(UserId user) {
        return user.equals(lastKefu);
    }

    Optional<Message> sentBefore(Append append) {
        ClientMessageId client = append.draft().clientMessageId();
        return client == null
                ? Optional.empty()
                : Optional.ofNullable(sent.get(new Sent(append.from(), client)))
                        .map(seq -> log.get(Math.toIntExact(seq - 1)).message());
    }

    /** Removes the newest entries and what is derived from them. */
    void lose(int entries) {
        for (int i = 0; i < entries; i++) {
            log.removeLast();
        }
        sent.values().removeIf(seq -> seq > last());
        sides.cut(last());
    }

    void recordLoss(ConversationState known, long reached) {
        if (state().map(ConversationState::epoch).equals(Optional.of(known.epoch())) && last() < reached) {
            losses++;
        }
    }

    Message append(Append append) {
        begin(append.now());
        if (append.rule() == Rule.PAIR) {
            sides.pair(append.from(), Objects.requireNonNull(append.to()));
        } else if (append.rule() == Rule.ADMIN) {
            sides.first(append.to());
        }
        Message message = message(append);
        log.add(new Entry(message, takingPart(append)));
        written++;
        ClientMessageId client = message.clientMessageId();
        if (client != null) {
            sent.put(new Sent(message.from(), client), message.seq());
        }
        return message;
    }

    private Message message(Append append) {
        return new Message(
                id,
                last() + 1,
                later(append.now().truncatedTo(MILLIS)),
                append.from(),
                append.senderName(),
                append.rule() == Rule.CUSTOMER ? sides.second() : append.to(),
                session,
                append.draft().type(),
                append.draft().content(),
                append.draft().metadata(),
                append.draft().clientMessageId(),
                MessageStatus.SENT);
    }

    Message appendNotice(Session waiting, String text, Instant now) {
        Message notice = new Message(
                id,
                last() + 1,
                later(now.truncatedTo(MILLIS)),
                UserId.SYSTEM,
                UserId.SYSTEM.value(),
                waiting.customer(),
                waiting.id(),
                MessageType.SYSTEM,
                text,
                WorkingHours.CLOSED_METADATA,
                null,
                MessageStatus.SENT);
        log.add(new Entry(notice, Set.of()));
        return notice;
    }

    private Instant later(Instant now) {
        if (log.isEmpty()) {
            return now;
        }
        Instant newest = log.getLast().message().timestamp();
        return now.isBefore(newest) ? newest : now;
    }

    private Set<UserId> takingPart(Append append) {
        return switch (append.rule()) {
            case CUSTOMER, SERVING -> Stream.ofNullable(sides.second()).collect(Collectors.toSet());
            case ADMIN ->
                Stream.concat(Stream.of(append.from()), Stream.ofNullable(sides.second()))
                        .collect(Collectors.toSet());
            case PAIR ->
                Stream.concat(Stream.of(append.from()), Stream.ofNullable(append.to()))
                        .collect(Collectors.toSet());
        };
    }

    /** The messages of the entries that match. */
    Stream<Message> messages(Predicate<Entry> wanted) {
        return log.stream().filter(wanted).map(Entry::message).map(sides::withStatus);
    }

    /** Whether the reader may read a message that mentions the file and was not recalled. */
    boolean names(FileId file, UserId reader) {
        boolean takesPart = reader.equals(sides.first()) || (!takesSessions && sides.isSecond(reader)) || waits();
        long until = takesPart ? last() : readableUntil(reader).orElse(0L);
        return log.stream()
                .map(Entry::message)
                .filter(message -> message.seq() <= until && message.type().isMedia())
                .anyMatch(message -> Draft.mentionedFile(message.content()).equals(Optional.of(file)));
    }

    List<Message> messages() {
        return log.stream().map(Entry::message).map(sides::withStatus).toList();
    }

    long last() {
        return log.size();
    }

    /** Whether the customer has an open session without a kefu. */
    boolean waits() {
        return session != null && sides.second() == null;
    }

    Optional<Long> readableUntil(UserId kefu) {
        return Optional.ofNullable(readableUntil.get(kefu)).map(seq -> Math.min(seq, last()));
    }

    InMemorySides sides() {
        return sides;
    }

    /** Recalls a message, and passes the appended entry on if the recall is new. */
    Recalled recall(Recall recall, Consumer<Message> publish) {
        Message message = recall.message().seq() <= last() && recall.message().seq() > 0
                ? log.get(Math.toIntExact(recall.message().seq() - 1)).message()
                : null;
        if (message == null || !message.id().equals(recall.message())) {
            return new Recalled.Unknown();
        }
        Optional<Recalled> unchanged = InMemoryRecalls.unchanged(recall, message, sides);
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        int index = Math.toIntExact(message.seq() - 1);
        log.set(index, new Entry(message.recalled(), log.get(index).takingPart()));
        Message notice = InMemoryRecalls.notice(recall, message, last() + 1, later(recall.now()), session);
        log.add(new Entry(notice, Set.of()));
        publish.accept(notice);
        return new Recalled.Done(message.recalled());
    }

    Optional<ConversationState> state() {
        if (epoch == null) {
            return Optional.empty();
        }
        boolean isServed = session != null || !takesSessions;
        return Optional.of(new ConversationState(
                id,
                epoch.toEpochMilli() + "." + losses,
                last(),
                progress(Side.FIRST),
                progress(Side.SECOND),
                session,
                sessionFirst,
                sides.first(),
                isServed ? sides.second() : null));
    }

    private Progress progress(Side side) {
        return sides.progress(side, log.stream().map(Entry::message));
    }

    void begin(Instant now) {
        if (epoch == null) {
            epoch = now;
        }
    }
}
