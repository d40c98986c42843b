package io.kefu.redis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.StoredFiles;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.retention.RemoveOldMessages;
import io.kefu.application.retention.RemoveOldMessages.Mode;
import io.kefu.application.retention.RemoveOldMessages.Rules;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.audit.RedisAuditLog;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.file.RedisFileMentions;
import io.kefu.redis.file.RedisFileRecords;
import io.kefu.redis.retention.RedisOldMessages;
import io.kefu.redis.segment.SegmentRegister;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.ClusterTests;
import io.kefu.redis.testing.RedisExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills a removal of old messages after every single call to Redis, the archive and the store of the files, in turns, and runs
 * the next removal.
 */
@AlsoOnCluster
class KilledRetentionIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId ONE = new UserId("kefu1");
    private static final UserId TWO = new UserId("kefu2");
    private static final UserId THREE = new UserId("kefu3");
    private static final ConversationId CONVERSATION = ConversationIds.ofPair(ONE, TWO);
    private static final ConversationId OTHER = ConversationIds.ofPair(ONE, THREE);
    private static final Duration RETENTION = Duration.ofDays(100);
    private static final int LONGEST_REMOVAL = 300;

    private static final int COMPLETE = 1_000;

    /** Only one old message mentions each of these files: one in the archive, and one in the log. */
    private static final FileId OLD_IN_ARCHIVE = file(1);

    private static final FileId OLD_IN_LOG = file(2);

    /** These files are also mentioned by a newer message of the same conversation, and of another one. */
    private static final Set<FileId> NEW = Set.of(file(3), file(4));

    private ArchivedConversations conversations = new ArchivedConversations(REDIS);

    /**
     * Tests all deaths.
     *
     * @param mentionsAgain whether a message mentions a file again after the death, if the file still exists
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void removalThatDiesAfterAnyCallLosesNothingNewerAndLeavesNothing(boolean mentionsAgain) {
        dieAfter(COMPLETE, mentionsAgain);
        Map<String, Map<String, String>> complete = state();
        boolean hasDied = true;
        for (int lifetime = 1; hasDied; lifetime++) {
            assertThat(lifetime).isLessThan(LONGEST_REMOVAL);
            hasDied = dieAfter(lifetime, mentionsAgain);
            if (!mentionsAgain) {
                assertThat(state()).as("after call " + lifetime).isEqualTo(complete);
            }
        }
    }

    /** All keys of conversations and files, with the fields of hashes that do not depend on the time. */
    private static Map<String, Map<String, String>> state() {
        return REDIS.commands().keys("*").stream()
                .filter(key -> key.startsWith("{p") || key.startsWith("{f"))
                .filter(key -> !key.contains(":index-queue") && !key.contains(":counts:"))
                .collect(Collectors.toMap(Function.identity(), KilledRetentionIT::fields));
    }

    private static Map<String, String> fields(String key) {
        Map<String, String> fields = new HashMap<>();
        if (REDIS.commands().type(key).equals("hash")) {
            fields.putAll(REDIS.commands().hgetall(key));
            List.of("ep", "ts", "w", "sv").forEach(fields::remove);
        }
        return fields;
    }

    /** Returns false if the removal ended before. */
    private boolean dieAfter(int lifetime, boolean mentionsAgain) {
        REDIS.commands().flushall();
        conversations = new ArchivedConversations(REDIS);
        fill();
        List<Message> newer = newerMessages(CONVERSATION);
        List<Message> newerOfOther = newerMessages(OTHER);

        DyingNode node = new DyingNode(lifetime);
        Redis redis = node.redis(REDIS.redis(), ClusterTests.areWanted());
        node.live(() -> removal(redis, node.archive(conversations.archive), node.contents(conversations.contents))
                .remove(Mode.REMOVE));
        boolean hasDied = node.isDead();
        String death = lifetime + ": " + node.calls().getLast();
        assertThat(newerMessages(CONVERSATION)).as(death).isEqualTo(newer);
        assertThat(newerMessages(OTHER)).as(death).isEqualTo(newerOfOther);
        NEW.forEach(file -> assertThat(exists(file)).as(death).isTrue());

        boolean isMentionedAgain =
                mentionsAgain && records(REDIS.redis()).find(OLD_IN_ARCHIVE).isPresent();
        if (isMentionedAgain) {
            mention(OLD_IN_ARCHIVE, THREE);
        }
        removal(REDIS.redis(), conversations.archive, conversations.contents).remove(Mode.REMOVE);
        conversations.clock.advance(Duration.ofHours(1).plusMillis(1));
        conversations.deletion().delete();

        assertThat(conversations.read(CONVERSATION)).as(death).isEqualTo(newer);
        assertThat(conversations.read(OTHER)).as(death).startsWith(newerOfOther.toArray(Message[]::new));
        NEW.forEach(file -> assertThat(exists(file)).as(death).isTrue());
        assertThat(exists(OLD_IN_ARCHIVE)).as(death).isEqualTo(isMentionedAgain);
        assertThat(exists(OLD_IN_LOG)).as(death).isFalse();
        conversations.assertNothingIsLeft(CONVERSATION, OTHER);
        return hasDied;
    }

    /** Two segments of the archive, of which one is old, and a conversation without segments that has old messages as well. */
    private void fill() {
        conversations.contents.setStoreId("store");
        conversations.records.storeId(Optional.of("store"));
        records(REDIS.redis()).storeId(Optional.of("store"));
        List.of(1, 2, 3, 4).forEach(number -> upload(file(number)));
        mention(OLD_IN_ARCHIVE, TWO);
        mention(OLD_IN_LOG, THREE);
        mention(file(3), TWO);
        mention(file(4), TWO);
        conversations.fill("kefu2", 120);
        conversations.fill("kefu3", 5);
        conversations.recall(CONVERSATION, 7);
        conversations.recall(OTHER, 3);
        conversations.clock.advance(Duration.ofDays(10));
        mention(file(3), TWO);
        mention(file(4), THREE);
        conversations.fill("kefu2", 240);
        conversations.fill("kefu3", 5);
        conversations.clock.advance(Duration.ofDays(85));
        assertThat(conversations.archive().segments()).isEqualTo(1);
        conversations.clock.advance(Duration.ofDays(10));
        assertThat(conversations.archive().segments()).isEqualTo(1);
    }

    private RemoveOldMessages removal(Redis redis, ConversationArchive archive, FileContents contents) {
        return new RemoveOldMessages(
                new RedisArchivableLogs(redis, new SegmentRegister(redis), Durability.local()),
                new RedisOldMessages(redis, archive),
                contents,
                records(redis),
                new RedisFileMentions(redis),
                new RedisAuditLog(redis, conversations.clock),
                new CountingSecrets(),
                conversations.clock,
                new Rules(RETENTION));
    }

    private static RedisFileRecords records(Redis redis) {
        return new RedisFileRecords(redis);
    }

    private List<Message> newerMessages(ConversationId conversation) {
        return conversations.read(conversation).stream()
                .filter(message -> !message.timestamp()
                        .isBefore(conversations.clock.instant().minus(RETENTION)))
                .toList();
    }

    private boolean exists(FileId file) {
        boolean hasRecord = records(REDIS.redis()).find(file).isPresent();
        assertThat(conversations.contents.has(file)).isEqualTo(hasRecord);
        return hasRecord;
    }

    private static FileId file(int number) {
        return new FileId("file_00000000000000000000000" + number);
    }

    private void upload(FileId file) {
        try {
            conversations.contents.store(file, new ByteArrayInputStream(new byte[1]));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        records(REDIS.redis()).add(StoredFiles.text(file, ONE, conversations.clock.instant()), new Quota(10, 10_000));
    }

    private void mention(FileId file, UserId to) {
        new RedisFileMentions(REDIS.redis()).add(file, ConversationIds.ofPair(ONE, to), conversations.clock.instant());
        conversations.ports.store(Appends.at(
                Appends.with(
                        Appends.pair(ONE, to, "x"),
                        new Draft(MessageType.FILE, "/api/files/" + file.value(), null, null)),
                conversations.clock.instant()));
    }
}
