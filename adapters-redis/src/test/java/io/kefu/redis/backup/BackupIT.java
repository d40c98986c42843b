package io.kefu.redis.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.archive.testing.InMemoryConversationArchive;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.FileIds;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.StoredFiles;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.CursorReport;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Counting;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.BackupTotals;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordLines;
import io.kefu.redis.backup.record.RecordSink;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.file.RedisFileRecords;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.presence.RedisPresence;
import io.kefu.redis.session.RedisDesk;
import io.kefu.redis.session.RedisOverdueSessions;
import io.kefu.redis.session.RedisSessionStore;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import io.kefu.redis.user.RedisUserStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Backs up a single Redis with 64 partitions, and restores it into a Cluster of three masters with 7 partitions. */
@Tag("same-on-cluster")
@ResourceLock("RestoredCluster")
class BackupIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER = new UserId("other");
    private static final UserId SERVED = new UserId("served");
    private static final UserId WAITING = new UserId("waiting");
    private static final ConversationId LONG = ConversationIds.ofPair(KEFU, OTHER);
    private static final FileId FILE =
            new FileId(FileId.PREFIX + FileId.groupPrefix(FileIds.groupOf(SERVED)) + "abcdefghijklmnopqrstuv");
    /** More than two parts of a log. */
    private static final int LENGTH = 1_200;

    private final InMemoryConversationArchive archive = new InMemoryConversationArchive();
    private MessageIndexer indexer;
    private MessageLog log;
    private RestoredCluster restored;
    private SessionId active;

    @BeforeEach
    void fill() {
        indexer = REDIS.indexer();
        log = new RedisMessageLog(REDIS.redis(), indexer, Durability.local(), TestRedis.segments(archive));
        restored = new RestoredCluster(archive);
        TestClock clock = TestClock.atNoon();
        SessionFixture fixture = new SessionFixture(
                clock,
                new RedisDesk(REDIS.redis()),
                new RedisOverdueSessions(REDIS.redis()),
                new RedisSessionStore(REDIS.redis(), indexer, new InMemoryHours(), clock),
                new RedisPresence(REDIS.redis()));
        RedisUserStore users = new RedisUserStore(REDIS.redis());
        Stream.of(KEFU, OTHER).forEach(id -> users.create(Users.kefu(id.value()), Optional.of("hash of " + id)));
        Stream.of(SERVED, WAITING).forEach(id -> users.create(Users.customer(id.value())));
        fixture.comes("kefu", 1);
        SessionId first = fixture.opens("served").id();
        write(Appends.customer(SERVED, "在吗"));
        write(Appends.serving(KEFU, SERVED, "在"));
        fixture.closes(first);
        active = fixture.opens("served").id();
        write(Appends.at(Appends.under(Appends.customer(SERVED, "又来了"), "client-1"), Instant.now()));
        Message taken = write(Appends.serving(KEFU, SERVED, "说错了"));
        recall(taken);
        await(log.advance(new CursorReport(taken.conversation(), SERVED, 4, 4, null)));
        fixture.opens("waiting");
        write(Appends.customer(WAITING, "有人吗"));
        IntStream.rangeClosed(1, LENGTH).forEach(i -> write(Appends.pair(KEFU, OTHER, "消息 " + i)));
        fillOtherKeys();
    }

    /** Some data of each key that is not filled by the use cases above. */
    private void fillOtherKeys() {
        var commands = REDIS.commands();
        new RedisFileRecords(REDIS.redis()).add(StoredFiles.text(FILE, SERVED, Appends.NOON), new Quota(9, 9_999));
        commands.zadd(REDIS.keys().mentions(FILE), 7, LONG.key());
        commands.hset(REDIS.keys().mentionedFiles(LONG), FILE.key(), "3");
        commands.hset(REDIS.keys().kefuOf(active.conversation()), "other", "2");
        commands.lpush(REDIS.keys().notes(active), "{\"n\":1}", "{\"n\":2}");
        commands.zadd(GlobalKeys.knownAddresses(KEFU), 1, "127.0.0.1");
        commands.expire(GlobalKeys.knownAddresses(KEFU), 1_000);
        commands.zadd(GlobalKeys.ANONYMOUS_BY_ACTIVITY, 8, "served");
        commands.set(GlobalKeys.LINK_KEY, "key of links");
        commands.hset(GlobalKeys.replies("kefu"), "hi", "{\"text\":\"你好\"}");
        commands.hset(GlobalKeys.REPLY_VERSIONS, "kefu", "version");
        commands.hset(GlobalKeys.BLOCKS, "block", "{}");
        commands.zadd(GlobalKeys.BLOCKS_BY_CREATION, 5, "block");
        commands.set(GlobalKeys.BLOCKS_VERSION, "3");
        commands.hset(GlobalKeys.HOURS, Map.of("v", "1", "d", "{\"zone\":\"UTC\"}"));
        commands.hset(DeskKeys.onlineTime(20_000), "kefu", "60000");
        commands.set(GlobalKeys.AUDIT_NUMBER, "2");
        commands.hset(GlobalKeys.AUDIT_ENTRIES, "000000000002", "{}");
        commands.sadd(GlobalKeys.AUDIT_UNCONFIRMED, "000000000002");
        commands.zadd(GlobalKeys.AUDIT_INDEX_PREFIX + "staff   ", 9, "000000000002");
        commands.set(GlobalKeys.foldedUntil("counts"), "20000");
        commands.hset(GlobalKeys.folded("counts", 20_000), "7t", "3");
        long today = Counting.day(Instant.now());
        commands.hset(REDIS.keys().counts(5, today), "7i", "4");
        commands.hset(REDIS.keys().counts(6, today), "7i", "2");
    }

    @AfterEach
    void closeCluster() {
        restored.close();
    }

    @Test
    void restoresEverythingIntoAnotherKindOfRedis() {
        List<BackupRecord> records = backup(record -> {});
        assertThat(restored.restore(records, archive)).isEmpty();
        assertThat(comparable(restored.backup(archive))).isEqualTo(comparable(records));
        assertThat(read(restored.log(), active.conversation())).isEqualTo(read(log, active.conversation()));
        assertThat(read(restored.log(), LONG)).hasSize(LENGTH).isEqualTo(read(log, LONG));
        assertThat(new RedisUserStore(restored.redis()).credentials(KEFU))
                .isEqualTo(new RedisUserStore(REDIS.redis()).credentials(KEFU));
        RedisFileRecords files = new RedisFileRecords(restored.redis());
        assertThat(files.find(FILE)).isEqualTo(new RedisFileRecords(REDIS.redis()).find(FILE));
        assertThat(files.uploadedBy(SERVED)).hasSize(1);
        assertThat(files.usedBy(SERVED).files()).isEqualTo(1);
        assertThat(restored.commands().pttl(GlobalKeys.knownAddresses(KEFU))).isPositive();
        RedisDesk desk = new RedisDesk(restored.redis());
        assertThat(desk.servedBy(KEFU)).containsExactly(active);
        assertThat(restored.commands().zcard(DeskKeys.ABSENT)).isEqualTo(1);
    }

    @Test
    void givesConversationsNewEpochsAndKnowsRepeatedMessages() {
        ConversationState former = state(log, active.conversation());
        restored.restore(backup(record -> {}), archive);
        ConversationState present = state(restored.log(), active.conversation());
        assertThat(present.epoch()).isNotEqualTo(former.epoch());
        assertThat(present.last()).isEqualTo(former.last());
        Append repeated = Appends.at(Appends.under(Appends.customer(SERVED, "又来了"), "client-1"), Instant.now());
        assertThat(((Appended.Stored) await(restored.log().append(repeated)))
                        .message()
                        .seq())
                .isEqualTo(3);
    }

    @Test
    void isConsistentIfMessagesAreRecalledAndAppendedMeanwhile() {
        Message second = read(log, LONG).get(1);
        List<BackupRecord> records = backup(new Once(BackupIT::isTenthOfLong, () -> {
            recall(second);
            write(Appends.pair(OTHER, KEFU, "later"));
        }));
        assertThat(restored.restore(records, archive)).isEmpty();
        List<Message> messages = read(restored.log(), LONG);
        assertThat(messages).hasSize(LENGTH + 2);
        assertThat(messages.get(1).status()).isEqualTo(MessageStatus.RECALLED);
        assertThat(messages).isEqualTo(read(log, LONG));
    }

    @Test
    void isConsistentIfTheArchiveTakesMessagesThatWereReadAlready() {
        Segment segment = new Segment(LONG, 1, 700, 0);
        List<BackupRecord> records = backup(new Once(BackupIT::isTenthOfLong, () -> archive(segment)));
        assertThat(restored.restore(records, archive)).isEmpty();
        assertThat(restored.commands().xlen(restored.redis().keys().log(LONG))).isEqualTo(LENGTH - 700);
        assertThat(restored.commands().zrange(restored.redis().keys().segments(LONG), 0, -1))
                .singleElement()
                .asString()
                .startsWith("1-700-")
                .isNotEqualTo("1-700-0");
        assertThat(comparable(restored.backup(archive)).stream().filter(line -> line.startsWith("[\"archived\"")))
                .hasSize(700);
    }

    @Test
    void restoresArchivedSegmentsIntoAnEmptyArchive() {
        Segment segment = new Segment(LONG, 1, 1_000, 3);
        archive(segment);
        InMemoryConversationArchive target = new InMemoryConversationArchive();
        List<BackupRecord> records = backup(record -> {});
        assertThat(restored.restore(records, target)).isEmpty();
        Segment written = target.segments().iterator().next();
        assertThat(target.read(written)).isEqualTo(archive.read(segment));
        assertThat(comparable(restored.backup(target))).isEqualTo(comparable(records));
    }

    @Test
    void namesTheConversationWhoseSegmentIsMissing() {
        Segment segment = new Segment(LONG, 1, 700, 0);
        archive(segment);
        archive.delete(segment);
        assertThatThrownBy(() -> backup(record -> {}))
                .isInstanceOf(IncompleteDataException.class)
                .hasMessage("conversation " + LONG + ": the archive lacks the segment 1-700-0");
    }

    @Test
    void readsAConversationAgainIfASegmentWasReplacedMeanwhile() {
        Segment former = new Segment(LONG, 1, 700, 0);
        Segment next = new Segment(LONG, 1, 700, 1);
        archive(former);
        // The last record before the segments.
        List<BackupRecord> records = backup(new Once(record -> record.kind() == RecordKind.FILES_NAMED, () -> {
            archive.write(next, archive.read(former).orElseThrow());
            archive.delete(former);
            REDIS.commands().zrem(REDIS.keys().segments(LONG), "1-700-0");
            REDIS.commands().zadd(REDIS.keys().segments(LONG), 700, "1-700-1");
        }));
        assertThat(restored.restore(records, archive)).isEmpty();
        assertThat(restored.commands().zrange(restored.redis().keys().segments(LONG), 0, -1))
                .singleElement()
                .asString()
                .startsWith("1-700-");
    }

    @Test
    void leavesOutAConversationThatIsErasedMeanwhile() {
        String key = REDIS.keys().conversation(LONG);
        String logKey = REDIS.keys().log(LONG);
        List<BackupRecord> records =
                backup(new Once(BackupIT::isTenthOfLong, () -> REDIS.commands().del(key, logKey)));
        restored.restore(records, archive);
        assertThat(restored.commands().exists(restored.redis().keys().log(LONG)))
                .isZero();
        assertThat(restored.log().state(LONG).toCompletableFuture().join()).isEmpty();
        assertThat(read(restored.log(), active.conversation())).isNotEmpty();
    }

    /** Runs an action after the first record that fits. */
    private static final class Once implements RecordSink {
        private final Predicate<BackupRecord> trigger;
        private final Runnable action;
        private boolean isDone;

        Once(Predicate<BackupRecord> trigger, Runnable action) {
            this.trigger = trigger;
            this.action = action;
        }

        @Override
        public void write(BackupRecord record) {
            if (!isDone && trigger.test(record)) {
                isDone = true;
                action.run();
            }
        }
    }

    private static boolean isTenthOfLong(BackupRecord record) {
        return record.kind() == RecordKind.LOG
                && record.id().equals(LONG.key())
                && record.values().getFirst().equals("10");
    }

    private List<BackupRecord> backup(RecordSink alsoTo) {
        List<BackupRecord> records = new ArrayList<>();
        BackupTotals totals = new BackupTotals();
        new Backup(REDIS.redis(), indexer, archive, InstantSource.system()).write(record -> {
            totals.add(record);
            records.add(RecordLines.read(RecordLines.write(record)));
            alsoTo.write(record);
        });
        assertThat(totals.end().kind()).isEqualTo(RecordKind.END);
        return records;
    }

    /** The lines of all records without the header and times of expiry, in an order that does not depend on the Redis. */
    private static List<String> comparable(List<BackupRecord> records) {
        return records.stream()
                .filter(record -> record.kind() != RecordKind.HEADER)
                .map(record -> RecordLines.write(BackupRecord.of(record.kind(), record.id(), sorted(record))))
                .sorted()
                .toList();
    }

    /** Hashes and sets return their members in no particular order. */
    private static List<String> sorted(BackupRecord record) {
        return switch (record.kind()) {
            case LOG, ARCHIVED, NOTES -> record.values();
            // A restore gives segments other versions.
            case SEGMENT -> record.values().subList(0, 2);
            default -> record.values().stream().sorted().toList();
        };
    }

    /** Moves the oldest entries of a conversation into the archive, as the sweep does. */
    private void archive(Segment segment) {
        List<ArchivedEntry> entries = read(log, segment.conversation()).stream()
                .filter(message -> segment.contains(message.seq()))
                .map(message -> new ArchivedEntry(message.with(MessageStatus.SENT), message.seq()))
                .toList();
        archive.write(segment, entries);
        String member = segment.first() + "-" + segment.last() + "-" + segment.version();
        REDIS.commands().zadd(REDIS.keys().segments(segment.conversation()), (double) segment.last(), member);
        REDIS.commands().hset(REDIS.keys().conversation(segment.conversation()), "base", Long.toString(segment.last()));
        String[] ids =
                entries.stream().map(entry -> entry.message().seq() + "-0").toArray(String[]::new);
        REDIS.commands().xdel(REDIS.keys().log(segment.conversation()), ids);
    }

    private void recall(Message message) {
        await(log.recall(new Recall(message.id(), message.from(), "kefu", null, "撤回", Appends.NOON)));
    }

    private Message write(Append append) {
        return ((Appended.Stored) await(log.append(append))).message();
    }

    private static List<Message> read(MessageLog log, ConversationId conversation) {
        List<Message> messages = new ArrayList<>();
        List<Message> page;
        do {
            long last = messages.isEmpty() ? 0 : messages.getLast().seq();
            page = await(log.readAfter(conversation, last, 500, null)).messages();
            messages.addAll(page);
        } while (!page.isEmpty());
        return messages;
    }

    private static ConversationState state(MessageLog log, ConversationId conversation) {
        return await(log.state(conversation)).orElseThrow();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
