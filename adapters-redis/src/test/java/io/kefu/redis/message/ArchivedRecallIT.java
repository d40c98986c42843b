package io.kefu.redis.message;

import static io.kefu.application.message.testing.Appends.NOON;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.testing.Parallel;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.user.UserId;
import io.kefu.redis.segment.SegmentNames;
import io.kefu.redis.testing.FaultyArchive;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import io.lettuce.core.RestoreArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Recalls messages that are in the archive. */
class ArchivedRecallIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER);
    private static final int MESSAGES = 12;

    private final FaultyArchive archive = new FaultyArchive();
    private final ByHand byHand = new ByHand(REDIS, archive);
    private final List<Message> stored = new ArrayList<>();
    private final String unused = REDIS.keys().unusedSegments(REDIS.keys().partition(CONVERSATION));
    private MessagePorts ports = MessagePorts.inMemory();
    private Segment segment = new Segment(CONVERSATION, 1, 1, 0);

    @BeforeEach
    void write() {
        ports = RedisMessages.of(REDIS, TestRedis.segments(archive), new InMemoryHours(), TestClock.atNoon());
        ports.assign(CUSTOMER, KEFU, 1);
        for (int i = 1; i <= MESSAGES; i++) {
            stored.add(ports.store(customer(CUSTOMER, "secret" + i)));
        }
        segment = byHand.move(CONVERSATION, 10);
        archive.writes();
    }

    @Test
    void aRecallReplacesTheSegment() {
        assertThat(recall(stored.get(2), NOON))
                .isEqualTo(new Recalled.Done(stored.get(2).recalled()));

        Segment replaced = listed();
        assertThat(replaced).isNotEqualTo(segment);
        assertThat(archive.read(replaced).orElseThrow())
                .extracting(entry -> entry.message().content())
                .contains("secret2", "secret4")
                .doesNotContain("secret3");
        assertThat(archive.read(replaced).orElseThrow())
                .extracting(ArchivedEntry::byFirst)
                .isEqualTo(archive.read(segment).orElseThrow().stream()
                        .map(ArchivedEntry::byFirst)
                        .toList());
        // Readers that know the old version may read it for a day.
        assertThat(REDIS.commands().zrange(unused, 0, -1)).containsExactly(SegmentNames.unused(segment));
        assertThat(REDIS.commands().zscore(unused, SegmentNames.unused(segment)))
                .isEqualTo((double) NOON.plus(Duration.ofDays(1)).toEpochMilli());
        assertThat(byHand.number(CONVERSATION, "seq")).isEqualTo(MESSAGES + 1);
    }

    @Test
    void recallsAtTheSameTimeAllSucceed() {
        List<Recalled> results = Parallel.call(8, i -> recall(stored.get(i), NOON));
        assertThat(results).allMatch(result -> result instanceof Recalled.Done);
        assertThat(archive.read(listed()).orElseThrow().subList(0, 8))
                .allMatch(entry -> entry.message().status() == MessageStatus.RECALLED)
                .allMatch(entry -> entry.message().content().isEmpty());
        assertThat(byHand.number(CONVERSATION, "seq")).isEqualTo(MESSAGES + 8);
        // All other objects are recorded.
        List<String> recorded = REDIS.commands().zrange(unused, 0, -1);
        assertThat(archive.segments())
                .allMatch(object -> object.equals(listed()) || recorded.contains(SegmentNames.unused(object)));
    }

    /** A failover has lost the first step of the first recall, so that Redis does not know which version that recall writes. */
    @Test
    void aRecallWhoseReservationIsLostDoesNotDisturbTheNextRecall() {
        recall(stored.get(0), NOON);
        await(ports.log().readAfter(CONVERSATION, 0, 1));
        String hash = REDIS.keys().conversation(CONVERSATION);
        byte[] beforeReservation = REDIS.commands().dump(hash);
        AtomicBoolean isOther = new AtomicBoolean();
        archive.before(() -> {
            if (!isOther.getAndSet(true)) {
                REDIS.commands()
                        .restore(
                                hash,
                                beforeReservation,
                                RestoreArgs.Builder.ttl(0).replace());
                REDIS.commands().del(unused);
                recall(stored.get(4), NOON);
            }
        });
        recall(stored.get(2), NOON);
        assertThat(archive.read(listed()).orElseThrow())
                .filteredOn(entry -> entry.message().status() == MessageStatus.RECALLED)
                .extracting(entry -> entry.message().seq())
                .containsExactly(1L, 3L, 5L);
    }

    @Test
    void aRefusedRecallWritesNothing() {
        assertThat(recall(stored.get(2), NOON.plusSeconds(1))).isEqualTo(new Recalled.TooLate());
        assertThat(await(ports.log().recall(new Recall(stored.get(2).id(), KEFU, "kefu", NOON, "gone", NOON))))
                .isEqualTo(new Recalled.NotOwn());
        recall(stored.get(2), NOON);
        assertThat(archive.writes()).isEqualTo(1);
        assertThat(recall(stored.get(2), NOON))
                .isEqualTo(new Recalled.Done(stored.get(2).recalled()));
        assertThat(archive.writes()).isZero();
    }

    @Test
    void aRecallThatCannotWriteLeavesARecordOfTheVersion() {
        recall(stored.get(4), NOON);
        Segment before = listed();
        // The recall then finds the segment in the cache, and fails when it writes.
        await(ports.log().readAfter(CONVERSATION, 0, 1));
        archive.before(() -> {
            throw DomainException.unavailable(Duration.ofSeconds(1));
        });
        assertThatThrownBy(() -> recall(stored.get(2), NOON)).hasRootCauseInstanceOf(DomainException.class);
        assertThat(listed()).isEqualTo(before);
        assertThat(REDIS.commands().zcard(unused)).isEqualTo(2);
        archive.before(() -> {});
        assertThat(recall(stored.get(2), NOON))
                .isEqualTo(new Recalled.Done(stored.get(2).recalled()));
    }

    @Test
    void aRecallDuringAnErasureLeavesOnlyAnObjectToDelete() {
        await(ports.log().readAfter(CONVERSATION, 0, 1));
        AtomicBoolean isErased = new AtomicBoolean();
        archive.before(() -> {
            if (!isErased.getAndSet(true)) {
                REDIS.commands().flushall();
                archive.delete(segment);
            }
        });
        assertThat(recall(stored.get(2), NOON)).isEqualTo(new Recalled.Unknown());
        assertThat(archive.writes()).isEqualTo(1);
        assertThat(REDIS.commands().keys("*")).containsExactly(unused);
        assertThat(REDIS.commands().zrange(unused, 0, -1))
                .isEqualTo(archive.segments().stream().map(SegmentNames::unused).toList());
        assertThat(REDIS.commands().zrangeWithScores(unused, 0, -1))
                .allMatch(record -> record.getScore() == NOON.toEpochMilli());
    }

    @Test
    void nothingIsWrittenBeforeTheRecordOfItIsSafe() {
        MessageLog log = new RedisMessageLog(
                REDIS.redis(),
                REDIS.indexer(),
                partition -> CompletableFuture.failedStage(DomainException.unavailable(Duration.ofSeconds(1))),
                TestRedis.segments(archive));
        Recall recall = new Recall(stored.get(2).id(), CUSTOMER, "customer", NOON, "gone", NOON);
        assertThatThrownBy(() -> await(log.recall(recall))).hasRootCauseInstanceOf(DomainException.class);
        assertThat(archive.writes()).isZero();
        assertThat(REDIS.commands().zcard(unused)).isEqualTo(1);
    }

    @Test
    void theSweepOfTheArchiveCanSeeARecallInTheLog() {
        recall(stored.get(11), NOON);
        assertThat(byHand.number(CONVERSATION, "rc")).isEqualTo(1);
    }

    private Segment listed() {
        List<String> members = REDIS.commands().zrange(REDIS.keys().segments(CONVERSATION), 0, -1);
        assertThat(members).hasSize(1);
        return SegmentNames.parse(CONVERSATION, members.getFirst());
    }

    private Recalled recall(Message message, Instant notBefore) {
        return await(ports.log().recall(new Recall(message.id(), CUSTOMER, "customer", notBefore, "gone", NOON)));
    }
}
