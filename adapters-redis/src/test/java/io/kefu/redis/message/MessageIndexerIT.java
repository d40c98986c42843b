package io.kefu.redis.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Counting;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.RedisExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MessageIndexerIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId ONE = new UserId("one");
    private static final UserId TWO = new UserId("two");
    private static final ConversationId CONVERSATION = ConversationIds.ofPair(ONE, TWO);

    @Test
    void indexesTheMessagesOfADeadNodeAtTheStart() {
        Message message = write(RedisMessages.of(REDIS), 1).getFirst();
        RedisMessages.of(REDIS).history().latest(1);
        removeLists();
        enqueue(1, message.timestamp().toEpochMilli());
        assertThat(RedisMessages.of(REDIS).history().latest(10)).containsExactly(message);
        assertThat(RedisMessages.of(REDIS).history().latestOf(TWO, 10)).containsExactly(message);
    }

    @Test
    void indexesOwnMessagesThoughADeadNodeLeftMany() {
        MessagePorts ports = RedisMessages.of(REDIS);
        IntStream.rangeClosed(1, 3_500).forEach(i -> enqueue(i, 0));
        Message message = write(ports, 1).getFirst();
        assertThat(ports.history().latest(1)).containsExactly(message);
    }

    @Test
    void indexesNothingAfterItsNodeWasStopped() {
        MessageIndexer indexer = new MessageIndexer(REDIS.redis());
        REDIS.redis().await(indexer.allIndexed());
        indexer.close();
        assertThat(REDIS.commandsDuring(() -> indexer.appended(0))).isEmpty();
    }

    @Test
    void removesIndexedMessagesFromTheQueue() {
        MessagePorts ports = RedisMessages.of(REDIS);
        write(ports, 3);
        assertThat(ports.history().latest(10)).hasSize(3);
        assertThat(REDIS.commands().xlen(queue())).isZero();
    }

    @Test
    void indexingAMessageTwiceChangesNothing() {
        MessagePorts ports = RedisMessages.of(REDIS);
        List<Message> messages = write(ports, 2);
        assertThat(ports.history().latest(10)).isEqualTo(messages.reversed());
        enqueue(1, messages.getFirst().timestamp().toEpochMilli());
        assertThat(RedisMessages.of(REDIS).history().latest(10)).isEqualTo(messages.reversed());
    }

    @Test
    void listsKeepTheNewestMessages() {
        IntStream.rangeClosed(1, NewestLists.MAX_OF_KEFU + 50).forEach(i -> enqueue(i, i));
        RedisMessages.of(REDIS).history().latest(1);
        assertThat(REDIS.commands().zcard(GlobalKeys.NEWEST)).isEqualTo(NewestLists.MAX);
        assertThat(REDIS.commands().zcard(GlobalKeys.newestOfKefu("one"))).isEqualTo(NewestLists.MAX_OF_KEFU);
        assertThat(REDIS.commands().zrangeWithScores(GlobalKeys.newestOfKefu("one"), 0, 0))
                .allMatch(oldest -> oldest.getScore() == 51);
    }

    @Test
    void messagesOfOneMillisecondAreInTheOrderOfSeq() {
        MessagePorts ports = RedisMessages.of(REDIS);
        write(ports, 1);
        for (long seq : new long[] {98, 998, 4_094, 9_998}) {
            REDIS.commands().hset(REDIS.keys().conversation(CONVERSATION), "seq", String.valueOf(seq));
            List<Message> messages = write(ports, 4);
            assertThat(ports.history().latest(4)).isEqualTo(messages.reversed());
        }
    }

    @Test
    void countsEachMessageOnceIfSeveralNodesIndexAtTheSameTime() throws InterruptedException {
        List<MessageIndexer> nodes = Stream.generate(REDIS::indexer).limit(4).toList();
        AtomicBoolean isWriting = new AtomicBoolean(true);
        List<Thread> racing = nodes.stream()
                .map(node -> Thread.startVirtualThread(() -> {
                    while (isWriting.get()) {
                        REDIS.redis().await(node.allIndexed());
                    }
                }))
                .toList();
        write(RedisMessages.of(REDIS), 2_000);
        isWriting.set(false);
        for (Thread thread : racing) {
            thread.join();
        }
        REDIS.redis().await(nodes.getFirst().allIndexed());
        assertThat(counted()).isEqualTo(2_000);
        assertThat(REDIS.commands().xlen(queue())).isZero();
    }

    @Test
    void countsTheMessagesOfANodeThatDiesBeforeItHasRemovedThem() {
        RedisMessages.of(REDIS).store(Appends.pair(ONE, TWO, "m"));
        REDIS.redis().await(REDIS.indexer().allIndexed());
        long before = counted();
        enqueue(2, Appends.NOON.toEpochMilli(), Map.of("t", "t"));
        // The node that dies has read the entry.
        IndexQueues.Batch read = read();
        assertThat(counted()).isEqualTo(before);
        REDIS.redis().await(REDIS.indexer().allIndexed());
        assertThat(counted()).isEqualTo(before + 1);
        assertThat(REDIS.redis().await(new IndexQueues(REDIS.redis()).remove(read)))
                .isFalse();
        assertThat(counted()).isEqualTo(before + 1);
    }

    @Test
    void keepsEntriesThatWereAddedSinceAnotherNodeRemovedTheOldest() {
        enqueue(1, Appends.NOON.toEpochMilli(), Map.of("t", "t"));
        IndexQueues.Batch first = read();
        enqueue(2, Appends.NOON.toEpochMilli(), Map.of("t", "t"));
        IndexQueues.Batch both = read();
        IndexQueues queues = new IndexQueues(REDIS.redis());
        assertThat(REDIS.redis().await(queues.remove(first))).isTrue();
        assertThat(REDIS.redis().await(queues.remove(both))).isFalse();
        assertThat(REDIS.commands().xlen(queue())).isEqualTo(1);
        assertThat(counted()).isEqualTo(1);
    }

    private static IndexQueues.Batch read() {
        return REDIS.redis()
                .await(new IndexQueues(REDIS.redis()).read(REDIS.keys().partition(CONVERSATION)));
    }

    /** The counted text messages of the day of {@link Appends#NOON} in the partition of the conversation. */
    private static long counted() {
        String counts = REDIS.keys().counts(REDIS.keys().partition(CONVERSATION), Counting.day(Appends.NOON));
        return REDIS.commands().hgetall(counts).values().stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static List<Message> write(MessagePorts ports, int messages) {
        return IntStream.range(0, messages)
                .mapToObj(i -> ports.store(Appends.pair(ONE, TWO, "m" + i)))
                .toList();
    }

    private static void removeLists() {
        REDIS.commands().del(GlobalKeys.NEWEST, GlobalKeys.newestOfKefu("one"), GlobalKeys.newestOfKefu("two"));
    }

    /** Adds an entry to the index queue, like a node that dies before it indexes a message. */
    private static void enqueue(long seq, long time) {
        enqueue(seq, time, Map.of());
    }

    private static void enqueue(long seq, long time, Map<String, String> further) {
        Map<String, String> fields = new HashMap<>(further);
        fields.putAll(
                Map.of("c", CONVERSATION.key(), "q", String.valueOf(seq), "k", "one two", "w", String.valueOf(time)));
        REDIS.commands().xadd(queue(), fields);
    }

    private static String queue() {
        return REDIS.keys().indexQueue(REDIS.keys().partition(CONVERSATION));
    }
}
