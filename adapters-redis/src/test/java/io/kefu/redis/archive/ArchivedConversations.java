package io.kefu.redis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.archive.ArchiveConversations;
import io.kefu.application.archive.ArchiveConversations.Rules;
import io.kefu.application.archive.ArchiveConversations.Swept;
import io.kefu.application.archive.DeleteUnusedSegments;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.archive.testing.ArchivedEntries;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.retention.RemoveOldMessages;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.file.RedisFileMentions;
import io.kefu.redis.message.MessageCodec;
import io.kefu.redis.message.RedisMessages;
import io.kefu.redis.retention.RedisOldMessages;
import io.kefu.redis.segment.SegmentNames;
import io.kefu.redis.segment.SegmentRegister;
import io.kefu.redis.testing.FaultyArchive;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import io.lettuce.core.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Conversations of pairs on a real Redis, with an archive in memory. */
final class ArchivedConversations {
    static final Duration AFTER = Duration.ofDays(90);

    private static final int PAGE = 200;
    private static final UserId KEFU = new UserId("kefu1");

    final TestClock clock = TestClock.atNoon();
    final FaultyArchive archive = new FaultyArchive();
    final InMemoryFileContents contents = new InMemoryFileContents(clock);
    final InMemoryFileRecords records = new InMemoryFileRecords();
    private final RedisExtension extension;
    private final RedisKeys keys;
    final MessagePorts ports;

    ArchivedConversations(RedisExtension extension) {
        this.extension = extension;
        this.keys = extension.keys();
        this.ports = RedisMessages.of(extension, TestRedis.segments(archive), new InMemoryHours(), clock);
    }

    /** Stores messages of the same time in the conversation with this colleague. */
    ConversationId fill(String colleague, int messages) {
        UserId other = new UserId(colleague);
        List<CompletionStage<Appended>> appended = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            UserId from = i % 3 == 0 ? KEFU : other;
            Append append = Appends.pair(from, from.equals(KEFU) ? other : KEFU, "text " + i);
            appended.add(ports.log().append(Appends.at(append, clock.instant())));
            if (i == 0) {
                // Redis knows the script afterwards, so that it executes the other calls in their order.
                MessagePorts.await(appended.getFirst());
            }
        }
        appended.forEach(answer -> assertThat(MessagePorts.await(answer)).isInstanceOf(Appended.Stored.class));
        // Returns when the messages are indexed, so that no key appears later.
        var unused = ports.history().latest(1);
        return ConversationIds.ofPair(KEFU, other);
    }

    /** Recalls a message that is in the log. */
    void recall(ConversationId conversation, long seq) {
        Message message = Objects.requireNonNull(entries(conversation).get(seq));
        assertThat(MessagePorts.await(ports.log()
                        .recall(new Recall(message.id(), message.from(), "name", null, "recalled", clock.instant()))))
                .isInstanceOf(Recalled.Done.class);
    }

    /** A sweep of a new node that moves entries by their age. */
    ArchiveConversations sweep() {
        return sweep(extension.redis(), archive, new Rules(AFTER, 1));
    }

    ArchiveConversations sweep(Redis redis, ConversationArchive to, Rules rules) {
        return new ArchiveConversations(
                to,
                new RedisArchivableLogs(redis, new SegmentRegister(redis), Durability.local()),
                contents,
                records,
                new CountingSecrets(),
                clock,
                Runnable::run,
                rules);
    }

    Swept archive() {
        return sweep().archive(1);
    }

    DeleteUnusedSegments deletion() {
        return deletion(extension.redis(), archive);
    }

    DeleteUnusedSegments deletion(Redis redis, ConversationArchive from) {
        return new DeleteUnusedSegments(
                from,
                new RedisArchivableLogs(redis, new SegmentRegister(redis), Durability.local()),
                contents,
                records,
                new CountingSecrets(),
                clock);
    }

    /** A removal of messages of this age. */
    RemoveOldMessages retention(ConversationArchive from, AuditLog audit, Duration age) {
        return new RemoveOldMessages(
                new RedisArchivableLogs(extension.redis(), new SegmentRegister(extension.redis()), Durability.local()),
                new RedisOldMessages(extension.redis(), from),
                contents,
                records,
                new RedisFileMentions(extension.redis()),
                audit,
                new CountingSecrets(),
                clock,
                new RemoveOldMessages.Rules(age));
    }

    /** Leaves a segment in the archive that no conversation has, as a sweep does that dies before it moves the segment. */
    void leaveUnusedSegment(ConversationId conversation) {
        SegmentRegister register = new SegmentRegister(extension.redis());
        Segment segment = MessagePorts.await(
                        register.reserve(conversation, 1, 100, clock.instant().plus(Duration.ofHours(1))))
                .orElseThrow();
        archive.write(segment, ArchivedEntries.of(segment));
    }

    /** The archive, in which something happens before the next call. */
    ConversationArchive before(Runnable event) {
        AtomicBoolean happened = new AtomicBoolean();
        archive.before(() -> {
            if (happened.compareAndSet(false, true)) {
                event.run();
            }
        });
        return archive;
    }

    /** All entries of a conversation by seq. Fails if an entry is missing or is at two places. */
    Map<Long, Message> entries(ConversationId conversation) {
        Map<Long, Message> entries = new TreeMap<>();
        for (Segment segment : segments(conversation)) {
            for (ArchivedEntry entry : archive.read(segment).orElseThrow()) {
                assertThat(entries.put(entry.message().seq(), entry.message())).isNull();
            }
        }
        extension.commands().xrange(keys.log(conversation), Range.unbounded()).forEach(entry -> {
            long seq = MessageCodec.seq(entry.getId());
            assertThat(entries.put(seq, MessageCodec.message(conversation, seq, entry.getBody())))
                    .isNull();
        });
        extension.commands().hgetall(keys.recalled(conversation)).forEach((seq, tombstone) -> {
            Message message = MessageCodec.message(conversation, Long.parseLong(seq), Tombstone.fields(tombstone));
            assertThat(entries.put(message.seq(), message)).isNull();
        });
        long number = 0;
        for (long seq : entries.keySet()) {
            assertThat(seq).isEqualTo(++number);
        }
        assertThat(entries)
                .hasSize(Integer.parseInt(extension.commands().hget(keys.conversation(conversation), "seq")));
        return entries;
    }

    /** All messages as a client reads them. */
    List<Message> read(ConversationId conversation) {
        return read(conversation, 0);
    }

    /** All messages after a seq, as a client reads them. */
    List<Message> read(ConversationId conversation, long after) {
        List<Message> messages = new ArrayList<>();
        List<Message> page;
        do {
            long from = messages.isEmpty() ? after : messages.getLast().seq();
            page = MessagePorts.await(ports.log().readAfter(conversation, from, PAGE))
                    .messages();
            messages.addAll(page);
        } while (page.size() == PAGE);
        return messages;
    }

    /** The segments that the conversation lists, in order. */
    List<Segment> segments(ConversationId conversation) {
        return extension.commands().zrange(keys.segments(conversation), 0, -1).stream()
                .map(member -> SegmentNames.parse(conversation, member))
                .toList();
    }

    /** The seq up to which the conversation is archived. */
    long edge(ConversationId conversation) {
        String base = extension.commands().hget(keys.conversation(conversation), "base");
        return base == null ? 0 : Long.parseLong(base);
    }

    /** All records of unused segments. */
    List<String> unused() {
        List<String> unused = new ArrayList<>();
        for (int partition = 0; partition < keys.partitions(); partition++) {
            unused.addAll(extension.commands().zrange(keys.unusedSegments(partition), 0, -1));
        }
        return unused;
    }

    /** Asserts that the archive has exactly the segments that the conversations list. */
    void assertNothingIsLeft(ConversationId... conversations) {
        Set<Segment> listed = new HashSet<>();
        for (ConversationId conversation : conversations) {
            listed.addAll(segments(conversation));
        }
        assertThat(archive.segments()).isEqualTo(listed);
        assertThat(unused()).isEmpty();
    }

    static Set<Long> recalled(Map<Long, Message> entries) {
        return entries.values().stream()
                .filter(message -> message.status() == MessageStatus.RECALLED)
                .map(Message::seq)
                .collect(Collectors.toSet());
    }
}
