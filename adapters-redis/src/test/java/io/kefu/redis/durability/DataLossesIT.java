package io.kefu.redis.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.message.RedisMessages;
import io.kefu.redis.testing.ClusterTests;
import io.kefu.redis.testing.RedisExtension;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests how a loss of data changes the epochs of conversations. */
class DataLossesIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId ONE = new UserId("one");
    private static final UserId TWO = new UserId("two");
    private static final ConversationId CONVERSATION = ConversationIds.ofPair(ONE, TWO);

    @Test
    void theSameServerKeepsTheEpochs() {
        MessagePorts ports = begin();
        String epoch = state(ports).epoch();
        check();
        check();
        assertThat(state(ports).epoch()).isEqualTo(epoch);
    }

    @Test
    void aServerWithAnotherReplicationIdKeepsTheEpochs() {
        MessagePorts ports = begin();
        String epoch = state(ports).epoch();
        // A server gets a new id, and no second one, when its first replica connects.
        REDIS.commands().hset(history(), "id", "f".repeat(40));
        check();
        assertThat(state(ports).epoch()).isEqualTo(epoch);
    }

    @Test
    void anotherProcessMayLackTheNewestDataAndGivesNewEpochs() {
        MessagePorts ports = begin();
        String epoch = state(ports).epoch();
        REDIS.commands().hset(history(), "run", "f".repeat(40));
        check();
        String next = state(ports).epoch();
        assertThat(next).isNotEqualTo(epoch);
        check();
        assertThat(state(ports).epoch()).isEqualTo(next);
    }

    @Test
    void aProcessThatForcesEachWriteToTheDiskLacksNothing() {
        MessagePorts ports = begin();
        String epoch = state(ports).epoch();
        configure(Map.of("appendfsync", "always", "appendonly", "yes"));
        try {
            REDIS.commands().hset(history(), "run", "f".repeat(40));
            check();
            assertThat(state(ports).epoch()).isEqualTo(epoch);
        } finally {
            configure(Map.of("appendfsync", "everysec", "appendonly", "no"));
        }
    }

    private static void configure(Map<String, String> settings) {
        settings.forEach((name, value) -> {
            Redis redis = REDIS.redis();
            if (redis.commands() instanceof RedisAdvancedClusterAsyncCommands<String, String> cluster) {
                redis.await(CompletableFuture.allOf(
                        cluster.upstream().commands().configSet(name, value).futures()));
            } else {
                redis.await(redis.commands().configSet(name, value));
            }
        });
    }

    @Test
    void aLogWithALowerLastSeqGetsANewEpoch() {
        MessagePorts ports = begin();
        ConversationState before = state(ports);
        MessagePorts.await(ports.log().recordLoss(before, before.last()));
        assertThat(state(ports).epoch()).isEqualTo(before.epoch());
        MessagePorts.await(ports.log().recordLoss(before, before.last() + 1));
        ConversationState after = state(ports);
        assertThat(after.epoch()).isNotEqualTo(before.epoch());
        MessagePorts.await(ports.log().recordLoss(before, before.last() + 1));
        assertThat(state(ports).epoch()).isEqualTo(after.epoch());
    }

    @Test
    void detectsAMasterWithoutData() {
        DataLosses losses = new DataLosses(REDIS.redis());
        MessagePorts.await(losses.check());
        String former = REDIS.commands().get(GlobalKeys.DATA);
        assertThat(MessagePorts.await(losses.probe())).isEqualTo(DataLosses.Found.SAME);
        onOneMaster().forEach(history -> REDIS.commands().del(history));
        assertThat(MessagePorts.await(losses.probe())).isEqualTo(DataLosses.Found.REPLACED);
        // A check after a reconnect does not hide the loss.
        MessagePorts.await(losses.check());
        assertThat(MessagePorts.await(losses.probe())).isEqualTo(DataLosses.Found.REPLACED);
        MessagePorts.await(losses.adopt());
        assertThat(MessagePorts.await(losses.probe())).isEqualTo(DataLosses.Found.SAME);
        assertThat(REDIS.commands().get(GlobalKeys.DATA)).isNotEqualTo(former);
    }

    @Test
    void detectsAMasterWithOlderDataAndCountsTheLossOnce() {
        MessagePorts ports = begin();
        DataLosses one = new DataLosses(REDIS.redis());
        DataLosses other = new DataLosses(REDIS.redis());
        for (DataLosses losses : List.of(one, other)) {
            MessagePorts.await(losses.check());
            MessagePorts.await(losses.probe());
        }
        onOneMaster().forEach(history -> REDIS.commands().hset(history, "beat", "0"));
        assertThat(MessagePorts.await(one.probe())).isEqualTo(DataLosses.Found.OLDER);
        assertThat(MessagePorts.await(other.probe())).isEqualTo(DataLosses.Found.OLDER);
        MessagePorts.await(one.check());
        MessagePorts.await(other.check());
        assertThat(MessagePorts.await(one.probe())).isEqualTo(DataLosses.Found.SAME);
        assertThat(MessagePorts.await(other.probe())).isEqualTo(DataLosses.Found.SAME);
        long mark = lossOf(REDIS.keys().history(0));
        assertThat(mark).isPositive();
        MessagePorts.await(one.check());
        MessagePorts.await(other.check());
        assertThat(lossOf(REDIS.keys().history(0))).isEqualTo(mark);
        assertThat(state(ports).last()).isEqualTo(1);
    }

    /** Only one partition of each server has a beat. */
    @Test
    void olderDataGiveAllPartitionsOfTheServerAMarkOnce() {
        DataLosses one = new DataLosses(REDIS.redis());
        DataLosses other = new DataLosses(REDIS.redis());
        for (DataLosses losses : List.of(one, other)) {
            MessagePorts.await(losses.check());
            MessagePorts.await(losses.probe());
        }
        Map<String, String> before = marks();
        REDIS.commands().hset(REDIS.keys().history(0), "beat", "0");
        MessagePorts.await(one.check());
        Map<String, String> after = marks();
        assertThat(after.keySet())
                .filteredOn(history -> !Objects.equals(before.get(history), after.get(history)))
                .containsExactlyElementsOf(ClusterTests.areWanted() ? onOneMaster() : before.keySet());
        MessagePorts.await(other.check());
        MessagePorts.await(one.check());
        assertThat(marks()).isEqualTo(after);
    }

    /** The marks of all partitions, by their keys. */
    private static Map<String, String> marks() {
        Map<String, String> marks = new LinkedHashMap<>();
        IntStream.range(0, REDIS.keys().partitions())
                .mapToObj(REDIS.keys()::history)
                .forEach(history -> marks.put(
                        history, Objects.requireNonNullElse(REDIS.commands().hget(history, "n"), "0")));
        return marks;
    }

    /** A copy that is older than a loss does not know the epoch that followed that loss. The next loss must not repeat it. */
    @Test
    void anEpochIsNotRepeatedAfterAnOlderCopyWasLoaded() {
        MessagePorts ports = begin();
        Map<String, String> copy = REDIS.commands().hgetall(history());
        String first = loseNewest(ports);
        REDIS.commands().del(history());
        REDIS.commands().hset(history(), copy);
        check();
        assertThat(loseNewest(ports)).isNotEqualTo(first);
    }

    @Test
    void aMarkIsAlwaysHigherThanTheLastOne() {
        MessagePorts ports = begin();
        long future = 9_000_000_000_000L;
        REDIS.commands().hset(history(), "n", Long.toString(future));
        loseNewest(ports);
        assertThat(lossOf(history())).isEqualTo(future + 1);
        DataLosses losses = new DataLosses(REDIS.redis());
        MessagePorts.await(losses.check());
        REDIS.commands().hset(history(), "data", "another");
        MessagePorts.await(losses.adopt());
        assertThat(lossOf(history())).isEqualTo(future + 2);
    }

    /** The documentation tells operators to remove the id if they load an older copy while no node runs. */
    @Test
    void dataWithoutAnIdGiveAllConversationsNewEpochs() {
        MessagePorts ports = begin();
        String epoch = state(ports).epoch();
        REDIS.commands().del(GlobalKeys.DATA);
        check();
        assertThat(state(ports).epoch()).isNotEqualTo(epoch);
    }

    @Test
    void countsALossThatAnotherNodeHasMarked() {
        MessagePorts ports = begin();
        DataLosses losses = new DataLosses(REDIS.redis());
        MessagePorts.await(losses.check());
        double before = counted();
        loseNewest(ports);
        MessagePorts.await(losses.check());
        MessagePorts.await(losses.check());
        assertThat(counted() - before).isEqualTo(1);
    }

    private static double counted() {
        return REDIS.redis().meters().get("kefu.redis.tails.lost").counter().count();
    }

    /** Records that the log was longer, and returns the new epoch. */
    private static String loseNewest(MessagePorts ports) {
        ConversationState before = state(ports);
        MessagePorts.await(ports.log().recordLoss(before, before.last() + 1));
        assertThat(state(ports).epoch()).isNotEqualTo(before.epoch());
        return state(ports).epoch();
    }

    private static long lossOf(String history) {
        return Long.parseLong(REDIS.commands().hget(history, "n"));
    }

    /** The history keys of the partitions that the master of partition 0 serves in a Cluster of three masters. */
    private static List<String> onOneMaster() {
        int third = SlotHash.SLOT_COUNT / 3 + 1;
        int wanted = SlotHash.getSlot(REDIS.keys().history(0)) / third;
        return IntStream.range(0, REDIS.keys().partitions())
                .mapToObj(REDIS.keys()::history)
                .filter(history -> SlotHash.getSlot(history) / third == wanted)
                .toList();
    }

    private static MessagePorts begin() {
        MessagePorts ports = RedisMessages.of(REDIS);
        ports.store(Appends.pair(ONE, TWO, "x"));
        check();
        return ports;
    }

    private static void check() {
        MessagePorts.await(new DataLosses(REDIS.redis()).check());
    }

    private static ConversationState state(MessagePorts ports) {
        return MessagePorts.await(ports.log().state(CONVERSATION)).orElseThrow();
    }

    private static String history() {
        return REDIS.keys().history(REDIS.keys().partition(CONVERSATION));
    }
}
