package io.kefu.redis.rebuild;

import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.CursorReport;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.message.RedisMessageHistory;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.session.RedisSessionFixture;
import io.kefu.redis.testing.FaultyArchive;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import io.kefu.redis.user.RedisUserStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Some data of each kind from which other data are derived. */
abstract class RebuildFixture {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    static final UserId KEFU = new UserId("kefu");
    static final UserId OTHER = new UserId("other");
    static final UserId SERVED = new UserId("served");
    static final UserId WAITING = new UserId("waiting");

    final FaultyArchive archive = new FaultyArchive();
    MessageIndexer indexer;
    MessageLog log;
    Rebuild rebuild;
    SessionId active;
    SessionId waiting;

    /** Writes some data of each kind from which other data are derived. */
    @BeforeEach
    void fill() {
        indexer = REDIS.indexer();
        log = new RedisMessageLog(REDIS.redis(), indexer, Durability.local(), TestRedis.segments(archive));
        rebuild = new Rebuild(REDIS.redis(), log, REDIS.indexer(), archive);
        TestClock clock = TestClock.atNoon();
        SessionFixture fixture = RedisSessionFixture.of(REDIS.redis(), indexer, clock);
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

    void assertRepaired(String... differences) {
        assertThat(rebuild.run().differences()).contains(differences);
        assertThat(rebuild.run().differences()).isEmpty();
    }

    Message write(Append append) {
        return ((Appended.Stored) await(log.append(append))).message();
    }

    /** Reading a list waits until the messages are indexed. */
    void awaitIndexed() {
        new RedisMessageHistory(REDIS.redis(), indexer, TestRedis.segments()).latest(1);
    }
}
