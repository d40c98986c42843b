package io.kefu.redis.backup;

import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.port.Segment;
import io.kefu.application.archive.testing.InMemoryConversationArchive;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.FileIds;
import io.kefu.application.file.ForgetFiles;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.StoredFiles;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.account.RedisPersonalData;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.file.RedisFileMentions;
import io.kefu.redis.file.RedisFileRecords;
import io.kefu.redis.message.ByHand;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests that data of a customer who was erased during a backup are erased after a restore, if the backup has the data and not
 * the account.
 */
@Tag("same-on-cluster")
@ResourceLock("RestoredCluster")
class ErasureDuringBackupIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId ERASED = new UserId("erased");
    private static final UserId OTHER = new UserId("other");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(ERASED);

    private final InMemoryConversationArchive archive = new InMemoryConversationArchive();
    private final TestClock clock = TestClock.atNoon();
    private final MessageIndexer indexer = REDIS.indexer();
    private RestoredCluster restored;

    @BeforeEach
    void fill() {
        restored = new RestoredCluster(archive);
        MessageLog log = new RedisMessageLog(REDIS.redis(), indexer, Durability.local(), TestRedis.segments(archive));
        SessionFixture sessions = new SessionFixture(
                clock,
                new RedisDesk(REDIS.redis()),
                new RedisOverdueSessions(REDIS.redis()),
                new RedisSessionStore(REDIS.redis(), indexer, new InMemoryHours(), clock),
                new RedisPresence(REDIS.redis()));
        RedisUserStore users = new RedisUserStore(REDIS.redis());
        for (UserId customer : List.of(ERASED, OTHER)) {
            users.create(Users.customer(customer.value()));
            users.addAnonymous(Users.customer(customer.value()));
            REDIS.commands().zadd(GlobalKeys.knownAddresses(customer), 1, "127.0.0.1");
            sessions.opens(customer.value());
            FileId file = fileOf(customer);
            new RedisFileRecords(REDIS.redis())
                    .add(StoredFiles.text(file, customer, clock.instant()), new Quota(9, 9_999));
            new RedisFileMentions(REDIS.redis()).add(file, ConversationIds.ofCustomer(customer), clock.instant());
            await(log.append(Appends.at(Appends.customer(customer, "first"), Instant.now())));
            new ByHand(REDIS, archive).move(ConversationIds.ofCustomer(customer), 1);
            await(log.append(
                    Appends.at(Appends.under(Appends.customer(customer, "second"), "client-id"), Instant.now())));
        }
    }

    @AfterEach
    void closeCluster() {
        restored.close();
    }

    @Test
    void theSweepErasesDataWithoutAnAccount() {
        InMemoryConversationArchive target = new InMemoryConversationArchive();
        // This is what a backup has if the customer is erased just before the accounts are read.
        List<BackupRecord> records = backup();
        assertThat(records.removeIf(record -> record.id().equals(GlobalKeys.user(ERASED))))
                .isTrue();
        assertThat(restored.restore(records, target)).isEmpty();

        RedisOverdueSessions overdue = new RedisOverdueSessions(restored.redis());
        assertThat(overdue.unfinishedBlockings(Instant.now(), 10)).containsExactly(ERASED);
        erasure(target).forEach(store -> store.erase(ERASED, Role.CUSTOMER));
        overdue.finishBlocking(ERASED);

        FileId file = fileOf(ERASED);
        assertThat(restored.commands().keys("*"))
                .noneMatch(key -> key.contains(CONVERSATION.key()))
                .noneMatch(key -> key.contains(ERASED.value()))
                .noneMatch(key -> key.contains(file.key()))
                .anyMatch(key -> key.contains(ConversationIds.ofCustomer(OTHER).key()));
        Stream.of(GlobalKeys.USERS_BY_ACTIVITY, GlobalKeys.ANONYMOUS_BY_ACTIVITY)
                .forEach(index ->
                        assertThat(restored.commands().zrange(index, 0, -1)).containsExactly(OTHER.value()));
        assertThat(target.segments())
                .extracting(Segment::conversation)
                .containsExactly(ConversationIds.ofCustomer(OTHER));
        assertThat(new RedisFileRecords(restored.redis()).find(fileOf(OTHER))).isPresent();
    }

    @Test
    void findsUsersWithoutAnAccountByAnyDataOfTheirs() {
        var commands = restored.commands();
        RedisKeys keys = restored.redis().keys();
        commands.hset(keys.conversation(ConversationIds.ofCustomer(new UserId("talks"))), "c", "talks");
        commands.hset(keys.file(fileOf(new UserId("uploads"))), "u", "uploads");
        commands.zadd(GlobalKeys.knownAddresses(new UserId("moves")), 1, "127.0.0.1");
        commands.hset(GlobalKeys.replies("replies"), "hi", "{}");
        commands.hset(GlobalKeys.replies("*"), "hi", "{}");
        commands.zadd(GlobalKeys.USERS_BY_ACTIVITY, 1, "active");
        commands.zadd(GlobalKeys.STAFF_BY_ACTIVITY, 1, "works");
        commands.zadd(GlobalKeys.ANONYMOUS_BY_ACTIVITY, 1, "hides");
        commands.hset(GlobalKeys.BLOCKS, "1", "{\"user\":\"swears\"}");
        commands.hset(GlobalKeys.BLOCKS, "2", "{\"network\":\"127.0.0.0/8\"}");
        commands.hset(keys.conversation(ConversationIds.ofPair(ERASED, OTHER)), "a", "erased");
        new ErasedUsers(restored.redis(), clock.instant()).register();
        assertThat(new RedisOverdueSessions(restored.redis()).unfinishedBlockings(clock.instant(), 10))
                .extracting(UserId::value)
                .containsExactlyInAnyOrder(
                        "talks", "uploads", "moves", "replies", "active", "works", "hides", "swears");
    }

    private List<PersonalData> erasure(InMemoryConversationArchive target) {
        return List.of(
                new RedisPersonalData(
                        restored.redis(),
                        new RedisDesk(restored.redis()),
                        new MessageIndexer(restored.redis()),
                        TestRedis.segments(target),
                        Durability.local(),
                        InstantSource.system()),
                new ForgetFiles(
                        new RedisFileRecords(restored.redis()),
                        new RedisFileMentions(restored.redis()),
                        new InMemoryFileContents(clock)));
    }

    private List<BackupRecord> backup() {
        List<BackupRecord> records = new ArrayList<>();
        new Backup(REDIS.redis(), indexer, archive, InstantSource.system()).write(records::add);
        return records;
    }

    private static FileId fileOf(UserId user) {
        return new FileId(FileId.PREFIX + FileId.groupPrefix(FileIds.groupOf(user)) + "abcdefghijklmnopqrstuv");
    }
}
