package io.kefu.redis.account;

import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.archive.port.Segment;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Appended;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Rule;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.file.FileId;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.file.RedisFileMentions;
import io.kefu.redis.message.ByHand;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.message.RedisMessageHistory;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.segment.SegmentNames;
import io.kefu.redis.session.RedisDesk;
import io.kefu.redis.session.RedisSessionStore;
import io.kefu.redis.testing.FaultyArchive;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import io.kefu.redis.user.RedisUserStore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPersonalDataIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final User CUSTOMER = Users.customer("goes");
    private static final User OTHER = Users.customer("stays");
    private static final User KEFU = Users.kefu("kefu1");
    private static final User ADMIN = Users.admin("admin");

    private final TestClock clock = TestClock.atNoon();
    private final FaultyArchive archive = new FaultyArchive();
    private final MessageIndexer indexer = REDIS.indexer();
    private final MessageLog log =
            new RedisMessageLog(REDIS.redis(), indexer, Durability.local(), TestRedis.segments(archive));
    private final RedisMessageHistory history = new RedisMessageHistory(REDIS.redis(), indexer, TestRedis.segments());
    private final SessionStore sessions = new RedisSessionStore(REDIS.redis(), indexer, new InMemoryHours(), clock);
    private final Desk desk = new RedisDesk(REDIS.redis());
    private final PersonalData data =
            new RedisPersonalData(REDIS.redis(), desk, indexer, TestRedis.segments(archive), Durability.local(), clock);

    @Test
    void erasingACustomerDeletesTheConversationAndNothingElse() {
        List.of(CUSTOMER, OTHER, KEFU, ADMIN).forEach(user -> new RedisUserStore(REDIS.redis()).create(user));
        talk(OTHER.id());
        history.latest(1);
        List<String> before = REDIS.commands().keys("*");
        long newest = REDIS.commands().zcard(GlobalKeys.NEWEST);
        long ofKefu = REDIS.commands().zcard(GlobalKeys.newestOfKefu("kefu1"));
        talk(CUSTOMER.id());
        // The assignment is pending.
        desk.open(new Desk.Opening(session(CUSTOMER.id(), "00000009"), CUSTOMER.id(), "sales", null, clock.instant()));
        FileId file = new FileId("file_0123456789abcdef01234567");
        new RedisFileMentions(REDIS.redis()).add(file, ConversationIds.ofCustomer(CUSTOMER.id()), clock.instant());
        history.latest(1);
        assertThat(REDIS.commands().keys("*").size()).isGreaterThan(before.size());

        data.erase(CUSTOMER.id(), CUSTOMER.role());
        String key = ConversationIds.ofCustomer(CUSTOMER.id()).key();
        assertThat(REDIS.commands().keys("*")).noneMatch(name -> name.contains(key));
        assertThat(REDIS.commands().zrange(GlobalKeys.NEWEST, 0, -1)).hasSize((int) newest);
        assertThat(REDIS.commands().zrange(GlobalKeys.newestOfKefu("kefu1"), 0, -1))
                .hasSize((int) ofKefu);
        assertThat(REDIS.commands().exists(REDIS.keys().mentions(file))).isZero();
        assertThat(desk.find(session(CUSTOMER.id(), "00000009"))).isEmpty();
        assertThat(REDIS.commands().keys("*")).containsAll(before);
        // The erasure may be repeated.
        data.erase(CUSTOMER.id(), CUSTOMER.role());
    }

    @Test
    void noSegmentOfAnErasedConversationRemains() {
        talk(CUSTOMER.id());
        ConversationId conversation = ConversationIds.ofCustomer(CUSTOMER.id());
        String unused = REDIS.keys().unusedSegments(REDIS.keys().partition(conversation));
        new ByHand(REDIS, archive).move(conversation, 1);
        // A version that a recall replaced, one that a recall is writing, and one of another conversation.
        List<Segment> others = List.of(
                new Segment(conversation, 1, 1, 7),
                new Segment(conversation, 1, 1, 8),
                new Segment(ConversationIds.ofCustomer(OTHER.id()), 1, 1, 0));
        for (Segment other : others) {
            archive.write(other, List.of());
            REDIS.commands().zadd(unused, 5_000, SegmentNames.unused(other));
        }

        archive.before(() -> {
            throw DomainException.unavailable(Duration.ofSeconds(1));
        });
        assertThatThrownBy(() -> data.erase(CUSTOMER.id(), CUSTOMER.role())).isInstanceOf(DomainException.class);
        assertThat(archive.segments()).hasSize(4);
        archive.before(() -> {});
        data.erase(CUSTOMER.id(), CUSTOMER.role());

        assertThat(archive.segments()).containsExactly(others.getLast());
        // The record of what may be written just now stays for the sweep.
        assertThat(REDIS.commands().zrange(unused, 0, -1))
                .containsExactlyInAnyOrderElementsOf(
                        others.stream().map(SegmentNames::unused).toList());
    }

    /** The file of another user keeps its mentions, also those of recalled messages. */
    @Test
    void theMentionOfAFileInARecalledMessageIsDeleted() {
        FileId file = new FileId("file_0123456789abcdef01234567");
        new RedisFileMentions(REDIS.redis()).add(file, ConversationIds.ofCustomer(CUSTOMER.id()), clock.instant());
        sessions.apply(new Desk.Assignment(
                session(CUSTOMER.id(), "00000001"),
                CUSTOMER.id(),
                KEFU.id(),
                Session.DEFAULT_TYPE,
                clock.instant(),
                1,
                0));
        Message naming = ((Appended.Stored) await(log.append(new Append(
                        ConversationIds.ofCustomer(CUSTOMER.id()),
                        Rule.SERVING,
                        KEFU.id(),
                        "a",
                        CUSTOMER.id(),
                        true,
                        Draft.of(MessageType.FILE, file.value()),
                        null,
                        null,
                        clock.instant()))))
                .message();
        await(log.recall(new Recall(naming.id(), KEFU.id(), "x", null, "gone", clock.instant())));
        data.erase(CUSTOMER.id(), CUSTOMER.role());
        assertThat(REDIS.commands().exists(REDIS.keys().mentions(file))).isZero();
    }

    @Test
    void queuedEntriesDoNotReturnToTheLists() {
        REDIS.commands()
                .xadd(
                        REDIS.keys().indexQueue(REDIS.keys().partition(ConversationIds.ofCustomer(CUSTOMER.id()))),
                        "c",
                        ConversationIds.ofCustomer(CUSTOMER.id()).key(),
                        "q",
                        "1",
                        "k",
                        "",
                        "w",
                        "1");
        data.erase(CUSTOMER.id(), CUSTOMER.role());
        assertThat(new RedisMessageHistory(REDIS.redis(), REDIS.indexer(), TestRedis.segments()).latest(10))
                .isEmpty();
        assertThat(REDIS.commands().zcard(GlobalKeys.NEWEST)).isZero();
    }

    @Test
    void erasingAKefuDeletesTheListsOfTheKefu() {
        await(log.append(append(Rule.PAIR, KEFU.id(), ADMIN.id(), null)));
        history.latest(1);
        assertThat(history.partnersOf(ADMIN.id(), 10)).containsExactly(KEFU.id());
        data.erase(KEFU.id(), KEFU.role());
        assertThat(history.partnersOf(ADMIN.id(), 10)).isEmpty();
        assertThat(history.partnersOf(KEFU.id(), 10)).isEmpty();
        assertThat(REDIS.commands().exists(GlobalKeys.newestOfKefu("kefu1"))).isZero();
        assertThat(history.latestOf(ADMIN.id(), 10)).hasSize(1);
    }

    private void talk(UserId customer) {
        SessionId id = session(customer, "00000001");
        sessions.apply(new Desk.Assignment(id, customer, KEFU.id(), Session.DEFAULT_TYPE, clock.instant(), 1, 0));
        await(log.append(append(Rule.CUSTOMER, customer, null, "c1")));
        await(log.append(append(Rule.SERVING, KEFU.id(), customer, "c2")));
        clock.advance(Duration.ofDays(1));
        Message recalled =
                ((Appended.Stored) await(log.append(append(Rule.ADMIN, ADMIN.id(), customer, "c3")))).message();
        await(log.recall(new Recall(recalled.id(), ADMIN.id(), "x", null, "gone", clock.instant())));
        sessions.close(id, new Ending(clock.instant(), Ending.IDLE), new Only.Always());
    }

    private static SessionId session(UserId customer, String suffix) {
        return SessionId.of(ConversationIds.ofCustomer(customer), suffix);
    }

    private Append append(Rule rule, UserId from, @Nullable UserId to, @Nullable String clientId) {
        return new Append(
                rule == Rule.PAIR && to != null
                        ? ConversationIds.ofPair(from, to)
                        : ConversationIds.ofCustomer(rule == Rule.CUSTOMER || to == null ? from : to),
                rule,
                from,
                from.value(),
                to,
                true,
                new Draft(MessageType.TEXT, "x", null, clientId == null ? null : new ClientMessageId(clientId)),
                null,
                null,
                clock.instant());
    }
}
