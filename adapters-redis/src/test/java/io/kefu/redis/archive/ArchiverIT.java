package io.kefu.redis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.ArchiveAllDue;
import io.kefu.application.archive.ArchiveConversations.Rules;
import io.kefu.application.archive.ArchiveConversations.Swept;
import io.kefu.application.archive.port.ArchivableLogs.LogState;
import io.kefu.application.archive.port.ArchivableLogs.Walk;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.testing.Appends;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.UserId;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.segment.SegmentRegister;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.RedisExtension;
import io.lettuce.core.RestoreArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Moves entries of logs on a real Redis to an archive. */
@AlsoOnCluster
class ArchiverIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId KEFU = new UserId("kefu1");

    private ArchivedConversations conversations = new ArchivedConversations(REDIS);

    @BeforeEach
    void begin() {
        conversations = new ArchivedConversations(REDIS);
    }

    @Test
    void oldEntriesMoveInSegments() {
        ConversationId conversation = conversations.fill("long", 2_300);
        ConversationId other = conversations.fill("short", 227);
        conversations.recall(conversation, 7);
        conversations.recall(conversation, 1_000);
        conversations.recall(conversation, 2_290);
        Map<Long, Message> before = conversations.entries(conversation);
        conversations.clock.advance(ArchivedConversations.AFTER);
        assertThat(conversations.archive().segments()).isZero();

        conversations.clock.advance(Duration.ofMillis(1));
        Swept swept = conversations.archive();

        assertThat(swept.entries()).isEqualTo(2_303 - 128);
        assertThat(swept.segments()).isEqualTo(3);
        assertThat(swept.failures()).isEmpty();
        assertThat(swept.isRoundEnd()).isTrue();
        assertThat(conversations.segments(conversation))
                .extracting(Segment::first)
                .containsExactly(1L, 1_001L, 2_001L);
        assertThat(conversations.edge(conversation)).isEqualTo(2_303 - 128);
        assertThat(conversations.entries(conversation)).isEqualTo(before);
        assertThat(ArchivedConversations.recalled(before)).containsExactlyInAnyOrder(7L, 1_000L, 2_290L);
        assertThat(REDIS.commands().hkeys(REDIS.keys().recalled(conversation))).containsExactly("2290");
        assertThat(conversations.edge(other)).isZero();
        conversations.assertNothingIsLeft(conversation, other);
        assertThat(conversations.archive().archived()).isEqualTo(2_303 - 128);
    }

    @Test
    void newerEntriesStayAlthoughOlderOnesMove() {
        ConversationId conversation = conversations.fill("colleague", 150);
        conversations.clock.advance(ArchivedConversations.AFTER);
        conversations.fill("colleague", 400);
        conversations.clock.advance(Duration.ofDays(1));
        assertThat(conversations.archive().entries()).isEqualTo(150);
        assertThat(conversations.edge(conversation)).isEqualTo(150);
    }

    @Test
    void nothingMovesByAgeIfThatIsOff() {
        conversations.fill("colleague", 400);
        conversations.clock.advance(Duration.ofDays(10_000));
        assertThat(conversations
                        .sweep(REDIS.redis(), conversations.archive, new Rules(Duration.ZERO, 0.8))
                        .archive(1)
                        .entries())
                .isZero();
    }

    @Test
    void entriesOfAnOpenSessionStay() {
        UserId customer = new UserId("customer");
        ConversationId conversation = ConversationIds.ofCustomer(customer);
        Instant now = conversations.clock.instant();
        conversations.ports.assign("00000001", customer, KEFU, 1);
        for (int i = 0; i < 150; i++) {
            conversations.ports.store(Appends.at(Appends.customer(customer, "x"), now));
        }
        conversations.ports.close(conversations.ports.assign("00000001", customer, KEFU, 2));
        long beforeSession = conversations.entries(conversation).size();
        Session open = conversations.ports.assign("00000002", customer, KEFU, 3);
        for (int i = 0; i < 300; i++) {
            conversations.ports.store(Appends.at(Appends.customer(customer, "x"), now));
        }
        conversations.clock.advance(ArchivedConversations.AFTER.plusDays(1));
        conversations.archive();
        assertThat(conversations.edge(conversation)).isEqualTo(beforeSession);

        conversations.ports.close(open);
        conversations.archive();
        assertThat(conversations.edge(conversation)).isGreaterThan(beforeSession + 100);
        assertThat(conversations.read(conversation))
                .hasSize(conversations.entries(conversation).size());
    }

    @Test
    void recallBetweenReadAndMoveIsKept() {
        ConversationId conversation = old("colleague", 1_328);
        Swept swept = sweep(conversations.before(() -> conversations.recall(conversation, 5)));
        assertThat(swept.segments()).isZero();
        assertThat(swept.due()).isEqualTo(1_328 - 128);
        conversations.deletion().delete();
        conversations.assertNothingIsLeft(conversation);

        assertThat(conversations.archive().entries()).isEqualTo(1_201);
        assertThat(ArchivedConversations.recalled(conversations.entries(conversation)))
                .containsExactly(5L);
        conversations.assertNothingIsLeft(conversation);
    }

    /** One of two conversations changes during the first round, and therefore moves in the second one. */
    @Test
    void roundsAreRepeatedUntilNothingIsDue() {
        ConversationId changed = conversations.fill("changed", 400);
        old("other", 400);
        ArchiveAllDue archiveAllDue = new ArchiveAllDue(conversations.sweep(
                REDIS.redis(),
                conversations.before(() -> conversations.recall(changed, 5)),
                new Rules(ArchivedConversations.AFTER, 1)));
        Swept swept = archiveAllDue.archive();
        assertThat(swept.due()).isZero();
        assertThat(swept.entries()).isEqualTo((401 - 128) + (400 - 128));
        assertThat(swept.segments()).isEqualTo(2);
    }

    @Test
    void sweepsAtTheSameTimeDoNotDisturbEachOther() {
        ConversationId conversation = old("colleague", 1_328);
        Map<Long, Message> before = conversations.entries(conversation);
        Swept swept = sweep(conversations.before(
                () -> assertThat(conversations.archive().entries()).isEqualTo(1_200)));
        assertThat(swept.entries()).isZero();
        assertThat(conversations.entries(conversation)).isEqualTo(before);
        conversations.deletion().delete();
        conversations.assertNothingIsLeft(conversation);
    }

    /** The sweep of another node moves, or retention removes, the entries after this sweep has read the state of the log. */
    @Test
    void entriesThatLeaveTheLogBeforeTheyAreReadAreNoFailure() {
        ConversationId moved = old("moved", 1_328);
        ConversationId erased = old("erased", 400);
        RedisArchivableLogs logs =
                new RedisArchivableLogs(REDIS.redis(), new SegmentRegister(REDIS.redis()), Durability.local());
        Map<ConversationId, LogState> states = new HashMap<>();
        // On a Cluster, each call reads the keys of one server.
        for (Walk walk = logs.walk(); !walk.isFinished(); ) {
            walk.next(10_000).forEach(state -> states.put(state.conversation(), state));
        }
        conversations.archive();
        REDIS.commands().unlink(REDIS.keys().conversation(erased), REDIS.keys().log(erased));
        assertThat(logs.read(Objects.requireNonNull(states.get(moved)), 1_000)).isEmpty();
        assertThat(logs.read(Objects.requireNonNull(states.get(erased)), 200)).isEmpty();
    }

    /** A failover has lost the reservation of the first sweep, so that Redis does not know which version that sweep writes. */
    @Test
    void sweepWhoseReservationIsLostDoesNotDisturbTheNextSweep() {
        ConversationId conversation = old("colleague", 1_128);
        conversations.archive();
        old("colleague", 1_000);
        Map<Long, Message> before = conversations.entries(conversation);
        String hash = REDIS.keys().conversation(conversation);
        byte[] beforeReservation = REDIS.commands().dump(hash);
        Swept swept = sweep(conversations.before(() -> {
            REDIS.commands()
                    .restore(hash, beforeReservation, RestoreArgs.Builder.ttl(0).replace());
            REDIS.commands().del(REDIS.keys().unusedSegments(REDIS.keys().partition(conversation)));
            assertThat(conversations.archive().entries()).isEqualTo(1_000);
        }));
        assertThat(swept.entries()).isZero();
        conversations.deletion().delete();
        assertThat(conversations.entries(conversation)).isEqualTo(before);
        conversations.assertNothingIsLeft(conversation);
    }

    @Test
    void conversationThatIsErasedMeanwhileLeavesNothing() {
        ConversationId conversation = old("colleague", 1_328);
        Swept swept = sweep(conversations.before(() -> REDIS.commands()
                .unlink(REDIS.keys().conversation(conversation), REDIS.keys().log(conversation))));
        assertThat(swept.entries()).isZero();
        assertThat(swept.failures()).isEmpty();
        conversations.deletion().delete();
        conversations.assertNothingIsLeft();
        assertThat(REDIS.commands().exists(REDIS.keys().conversation(conversation)))
                .isZero();
    }

    @Test
    void segmentThatIsBeingDeletedIsNotMoved() {
        ConversationId conversation = old("colleague", 1_328);
        Swept swept = sweep(conversations.before(() -> {
            conversations.clock.advance(Duration.ofHours(2));
            assertThat(conversations.deletion().delete().segments()).isEqualTo(1);
        }));
        assertThat(swept.entries()).isZero();
        conversations.deletion().delete();
        conversations.assertNothingIsLeft(conversation);
        assertThat(conversations.edge(conversation)).isZero();
    }

    @Test
    void failureInOneConversationDoesNotStopOthers() {
        ConversationId broken = old("broken", 400);
        ConversationId other = old("other", 400);
        REDIS.commands().xdel(REDIS.keys().log(broken), "17");
        conversations.clock.advance(ArchivedConversations.AFTER);
        Swept swept = conversations.archive();
        assertThat(swept.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.log().conversation()).isEqualTo(broken))
                .satisfies(failure -> assertThat(failure.cause()).hasMessageContaining("lacks the entry 17"));
        assertThat(conversations.edge(other)).isEqualTo(272);
        assertThat(conversations.edge(broken)).isZero();
    }

    /** Otherwise the records of an hour would fill Redis while the disk is full. */
    @Test
    void recordOfASegmentThatCannotBeWrittenIsRemovedAfterAMinute() {
        ConversationId conversation = old("colleague", 400);
        Swept swept = sweep(conversations.before(() -> {
            throw DomainException.unavailable(Duration.ofSeconds(1));
        }));
        assertThat(swept.failures()).hasSize(1);
        conversations.deletion().delete();
        assertThat(conversations.unused()).hasSize(1);
        conversations.clock.advance(Duration.ofMinutes(1));
        conversations.deletion().delete();
        conversations.assertNothingIsLeft(conversation);
    }

    @Test
    void nothingMovesOrIsDeletedIfTheStoreIdsDiffer() {
        ConversationId conversation = old("colleague", 400);
        conversations.leaveUnusedSegment(conversation);
        conversations.clock.advance(Duration.ofHours(2));
        conversations.contents.setStoreId("another disk");
        Swept swept = conversations.archive();
        assertThat(swept.storeIdsMatch()).isFalse();
        assertThat(swept.entries()).isZero();
        assertThat(conversations.deletion().delete().segments()).isZero();
        assertThat(conversations.archive.segments()).hasSize(1);

        conversations.records.storeId(Optional.of("another disk"));
        assertThat(conversations.deletion().delete().segments()).isEqualTo(1);
        assertThat(conversations.archive().entries()).isEqualTo(272);
        conversations.assertNothingIsLeft(conversation);
    }

    private ConversationId old(String colleague, int entries) {
        ConversationId conversation = conversations.fill(colleague, entries);
        conversations.clock.advance(ArchivedConversations.AFTER.plusMillis(1));
        return conversation;
    }

    private Swept sweep(ConversationArchive archive) {
        return conversations
                .sweep(REDIS.redis(), archive, new Rules(ArchivedConversations.AFTER, 1))
                .archive(1);
    }
}
