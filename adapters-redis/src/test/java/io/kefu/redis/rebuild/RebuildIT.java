package io.kefu.redis.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.port.DamagedSegmentException;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.CursorReport;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.ByHand;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.message.NewestLists;
import io.kefu.redis.message.RedisMessageHistory;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.presence.RedisPresence;
import io.kefu.redis.session.RedisDesk;
import io.kefu.redis.session.RedisOverdueSessions;
import io.kefu.redis.session.RedisSessionStore;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.FaultyArchive;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import io.kefu.redis.user.RedisUserStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@AlsoOnCluster
class RebuildIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER = new UserId("other");
    private static final UserId SERVED = new UserId("served");
    private static final UserId WAITING = new UserId("waiting");

    private final FaultyArchive archive = new FaultyArchive();
    private MessageIndexer indexer;
    private MessageLog log;
    private Rebuild rebuild;
    private SessionId active;
    private SessionId waiting;

    /** Writes some data of each kind from which other data are derived. */
    @BeforeEach
    void fill() {
        indexer = REDIS.indexer();
        log = new RedisMessageLog(REDIS.redis(), indexer, Durability.local(), TestRedis.segments(archive));
        rebuild = new Rebuild(REDIS.redis(), log, REDIS.indexer(), archive);
        TestClock clock = TestClock.atNoon();
        RedisDesk desk = new RedisDesk(REDIS.redis());
        Presence presence = new RedisPresence(REDIS.redis());
        SessionFixture fixture = new SessionFixture(
                clock,
                desk,
                new RedisOverdueSessions(REDIS.redis()),
                new RedisSessionStore(REDIS.redis(), indexer, new InMemoryHours(), clock),
                presence);
        RedisUserStore users = new RedisUserStore(REDIS.redis());
        List.of("kefu", "other").forEach(id -> users.create(Users.kefu(id), Optional.of("hash")));
        List.of("served", "waiting").forEach(id -> users.create(Users.customer(id)));

        fixture.comes("kefu", 1);
        Session first = fixture.opens("served");
        write(Appends.customer(SERVED, "在吗"));
        write(Appends.serving(KEFU, SERVED, "在"));
        fixture.closes(first.id());
        active = fixture.opens("served").id();
        write(Appends.customer(SERVED, "又来了"));
        Message taken = write(Appends.serving(KEFU, SERVED, "说错了"));
        await(log.recall(new Recall(taken.id(), KEFU, "kefu", null, "撤回", Appends.NOON)));
        write(Appends.customer(SERVED, "好的"));
        await(log.advance(new CursorReport(taken.conversation(), SERVED, 4, 4, null)));
        await(log.advance(new CursorReport(taken.conversation(), KEFU, 5, 3, null)));
        waiting = fixture.opens("waiting").id();
        write(Appends.customer(WAITING, "有人吗"));
        write(Appends.pair(KEFU, OTHER, "吃饭？"));
        write(Appends.pair(OTHER, KEFU, "好"));
        awaitIndexed();
    }

    @Test
    void findsNoDifferenceInCorrectData() {
        Rebuild.Report report = rebuild.run();
        assertThat(report.differences()).isEmpty();
        assertThat(report.differing()).isZero();
        assertThat(report.conversations()).isEqualTo(3);
        assertThat(report.messages()).isEqualTo(9);
        assertThat(report.users()).isEqualTo(4);
    }

    @Test
    void indexesMessagesThatStoppedNodesLeftInTheQueue() {
        String reference = REDIS.commands().zrevrange(GlobalKeys.NEWEST, 0, 0).getFirst();
        double time = REDIS.commands().zscore(GlobalKeys.NEWEST, reference);
        String conversation = reference.substring(0, reference.length() - 2);
        String seq = reference.substring(reference.length() - 1);
        assertThat(NewestLists.reference(conversation, seq)).isEqualTo(reference);
        REDIS.commands().zrem(GlobalKeys.NEWEST, reference);
        int partition = REDIS.keys().partition(new ConversationId(ConversationId.PREFIX + conversation));
        REDIS.commands()
                .xadd(
                        REDIS.keys().indexQueue(partition),
                        Map.of("c", conversation, "q", seq, "k", "", "w", Long.toString((long) time)));
        assertThat(rebuild.run().differences()).isEmpty();
        assertThat(REDIS.commands().zscore(GlobalKeys.NEWEST, reference)).isEqualTo(time);
    }

    @Test
    void repairsTheStateOfAConversation() {
        String key = REDIS.keys().conversation(active.conversation());
        REDIS.commands().hset(key, "cnt", "7");
        REDIS.commands().hset(key, "x", "7");
        REDIS.commands().hset(key, "x1", "0");
        REDIS.commands().hset(key, "x2", "0");
        REDIS.commands().hset(key, "k", "other");
        REDIS.commands().hset(key, "sid", "");
        assertRepaired(key + " cnt: 7 instead of 3", key + " x: 7 instead of 3", key + " k: other instead of kefu");
    }

    @Test
    void repairsUnreadCounts() {
        String key = REDIS.keys().conversation(active.conversation());
        String uncounted = REDIS.keys().uncounted(active.conversation());
        assertThat(REDIS.commands().zrange(uncounted, 0, -1)).containsExactly("5");
        REDIS.commands().del(uncounted);
        REDIS.commands().zadd(uncounted, -1, "1");
        REDIS.commands().hset(key, "u1", "0");
        REDIS.commands().hset(key, "u2", "4");
        assertRepaired(
                uncounted + " 5: absent instead of present",
                uncounted + " 1: present instead of absent",
                key + " u1: 0 instead of 1",
                key + " u2: 4 instead of 0");
    }

    @Test
    void repairsTheCountOfAClosedSession() {
        String closed = REDIS.commands().zrange(REDIS.keys().sessionsOf(active.conversation()), 0, 0).stream()
                .map(suffix -> REDIS.keys().session(SessionId.of(active.conversation(), suffix)))
                .findFirst()
                .orElseThrow();
        REDIS.commands().hset(closed, "count", "5");
        assertRepaired(closed + " count: 5 instead of 2");
    }

    @Test
    void restoresADeskThatLostEverything() {
        for (String key : List.of(
                DeskKeys.SESSIONS,
                DeskKeys.CUSTOMERS,
                DeskKeys.QUEUE,
                DeskKeys.ACTIVE,
                DeskKeys.SERVED,
                DeskKeys.IDLE_CHECKED,
                DeskKeys.NUMBER)) {
            REDIS.commands().del(key);
        }
        assertRepaired(
                "desk " + active + ": none instead of an assignment",
                "desk " + waiting + ": none instead of an assignment",
                DeskKeys.QUEUE + " " + waiting + ": absent instead of present");
        RedisDesk desk = new RedisDesk(REDIS.redis());
        assertThat(desk.servedBy(KEFU)).containsExactly(active);
        assertThat(desk.find(waiting).orElseThrow().position()).isEqualTo(1);
    }

    @Test
    void removesWrongEntriesOfTheDesk() {
        REDIS.commands().zadd(DeskKeys.QUEUE, 9, active.value());
        REDIS.commands().zadd(DeskKeys.SERVED, 0, "other 0000000000000001 " + active);
        REDIS.commands().hset(DeskKeys.CUSTOMERS, "nobody", active.value());
        assertRepaired(
                DeskKeys.QUEUE + " " + active + ": present instead of absent",
                DeskKeys.SERVED + " other 0000000000000001 " + active + ": present instead of absent",
                "desk nobody session: " + active + " instead of null");
    }

    @Test
    void restoresListsOfNewestMessages() {
        for (String list :
                List.of(GlobalKeys.NEWEST, GlobalKeys.newestOfKefu("kefu"), GlobalKeys.partnersOf("other"))) {
            REDIS.commands().del(list);
        }
        assertThat(rebuild.run().differing()).isEqualTo(8 + 7 + 1);
        assertThat(rebuild.run().differences()).isEmpty();
    }

    @Test
    void restoresTheIndexOfSessions() {
        REDIS.commands().keys("{sessions}:by:*").forEach(set -> REDIS.commands().del(set));
        // The closed session has two sets, the active one four, and the waiting one two.
        assertThat(rebuild.run().differing()).isEqualTo(2 + 4 + 2);
        assertThat(rebuild.run().differences()).isEmpty();
    }

    @Test
    void removesWrongSessionsFromTheIndex() {
        SessionId unknown = SessionId.of(active.conversation(), "unknown0");
        REDIS.commands().zadd("{sessions}:by:closed  ", 1, active.value());
        REDIS.commands().zadd("{sessions}:by:waiting  VIP", 1, unknown.value());
        assertRepaired(
                "{sessions}:by:closed   " + active + ": present instead of absent",
                "{sessions}:by:waiting  VIP " + unknown + ": present instead of absent");
    }

    @Test
    void restoresIndexesOfUsers() {
        REDIS.commands().zrem(GlobalKeys.usersByCreation("kefu"), "other");
        REDIS.commands().zrem(GlobalKeys.usersByCreation("all"), "served");
        REDIS.commands().zrem(GlobalKeys.USERS_BY_ACTIVITY, "served");
        assertThat(rebuild.run().differing()).isEqualTo(3);
        assertThat(rebuild.run().differences()).isEmpty();
    }

    @Test
    void reportsAGapInALog() {
        REDIS.commands().xdel(REDIS.keys().log(active.conversation()), "2-0");
        assertThat(rebuild.run().differences()).anyMatch(line -> line.endsWith(": 1 entries are missing in the log"));
    }

    @Test
    void countsThroughTheArchive() {
        archive(3);
        assertThat(rebuild.run().messages()).isEqualTo(9);
        assertThat(rebuild.run().differences()).isEmpty();
        REDIS.commands().hset(REDIS.keys().conversation(active.conversation()), "x1", "0");
        assertRepaired(REDIS.keys().conversation(active.conversation()) + " x1: 0 instead of 2");
    }

    /** The missing part may still be in a backup. */
    @Test
    void reportsASegmentThatCannotBeReadAndChangesNothing() {
        Segment segment = archive(3);
        String segments = REDIS.keys().segments(active.conversation());
        REDIS.commands().hset(REDIS.keys().conversation(active.conversation()), "x", "77");
        Map<String, Map<String, String>> before = hashes();

        archive.before(() -> {
            throw new DamagedSegmentException(segment, "the checksum is wrong");
        });
        assertThat(rebuild.run().differences())
                .containsExactly(segments + ": Segment " + segment + " is damaged: the checksum is wrong");
        archive.before(() -> {});
        archive.delete(segment);
        assertThat(rebuild.run().differences()).containsExactly(segments + ": 1-3-0 is missing in the archive");
        REDIS.commands().zadd(segments, 3, "2-3-0");
        REDIS.commands().zrem(segments, "1-3-0");
        assertThat(rebuild.run().differences())
                .containsExactly(
                        segments + ": 2-3-0 follows the entry 0", segments + ": 2-3-0 is missing in the archive");
        REDIS.commands().del(segments);
        assertThat(rebuild.run().differences())
                .containsExactly(segments + ": the segments end with the entry 0 instead of 3");
        assertThat(hashes()).isEqualTo(before);
        assertThat(REDIS.commands().keys("*:unused-segments")).isEmpty();
    }

    private Segment archive(long until) {
        return new ByHand(REDIS, archive).move(active.conversation(), until);
    }

    /** The conversation and its sessions. */
    private static Map<String, Map<String, String>> hashes() {
        Map<String, Map<String, String>> hashes = new HashMap<>();
        Stream.of("*:conv:*", "*:session:*")
                .flatMap(pattern -> REDIS.commands().keys(pattern).stream())
                .forEach(key -> hashes.put(key, REDIS.commands().hgetall(key)));
        return hashes;
    }

    private void assertRepaired(String... differences) {
        assertThat(rebuild.run().differences()).contains(differences);
        assertThat(rebuild.run().differences()).isEmpty();
    }

    private Message write(Append append) {
        return ((Appended.Stored) await(log.append(append))).message();
    }

    /** Reading a list waits until the messages are indexed. */
    private void awaitIndexed() {
        new RedisMessageHistory(REDIS.redis(), indexer, TestRedis.segments()).latest(1);
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
