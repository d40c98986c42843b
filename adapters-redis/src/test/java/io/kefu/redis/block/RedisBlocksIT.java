package io.kefu.redis.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.block.port.Blocks;
import io.kefu.application.block.port.Blocks.Added;
import io.kefu.application.block.port.Blocks.Change;
import io.kefu.application.block.testing.BlocksContract;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.block.Block;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.RedisExtension;
import io.lettuce.core.ScoredValue;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisBlocksIT extends BlocksContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected RedisBlocks create() {
        return new RedisBlocks(REDIS.redis(), REDIS.channels());
    }

    private static BlockingQueue<Change> changesOf(Blocks blocks) {
        BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
        blocks.watch(changes::add);
        return changes;
    }

    @Test
    void anotherNodeLearnsOfEachChange() throws InterruptedException {
        Block before = ofUser("before", NOW, null);
        RedisBlocks one = create();
        one.add(before, NOW);
        RedisBlocks other = create();
        assertThat(other.table().contains(before.id(), NOW)).isTrue();
        BlockingQueue<Change> changes = changesOf(other);
        Block block = ofNetwork("192.0.2.0/24");
        one.add(block, NOW);
        assertThat(next(changes)).isEqualTo(new Change.New(block));
        assertThat(other.table().covers(address("192.0.2.77"), NOW)).isTrue();
        one.remove(block.id());
        assertThat(next(changes)).isEqualTo(new Change.Removed(block.id()));
        assertThat(other.table().covers(address("192.0.2.77"), NOW)).isFalse();
    }

    @Test
    void aNodeReadsAllBlocksAfterAGapInTheNumbers() throws InterruptedException {
        RedisBlocks one = create();
        BlockingQueue<Change> changes = changesOf(one);
        Block missed = ofUser("missed", NOW, null);
        loseEvents(missed);
        Block next = ofUser("next", NOW, null);
        one.add(next, NOW);
        assertThat(one.table().contains(missed.id(), NOW)).isTrue();
        assertThat(one.table().contains(next.id(), NOW)).isTrue();
        assertThat(next(changes)).isEqualTo(new Change.Reread());
    }

    @Test
    void theCheckFindsALostEventAndOtherData() throws InterruptedException {
        RedisBlocks one = create();
        BlockingQueue<Change> changes = changesOf(one);
        Block missed = ofUser("missed", NOW, null);
        loseEvents(missed);
        one.check(NOW).toCompletableFuture().join();
        assertThat(next(changes)).isEqualTo(new Change.Reread());
        assertThat(one.table().contains(missed.id(), NOW)).isTrue();
        REDIS.commands().flushall();
        one.check(NOW).toCompletableFuture().join();
        assertThat(next(changes)).isEqualTo(new Change.Reread());
        assertThat(one.table().contains(missed.id(), NOW)).isFalse();
    }

    @Test
    void aRestoredSubscriptionReadsAllBlocks() throws InterruptedException {
        RedisBlocks one = create();
        BlockingQueue<Change> changes = changesOf(one);
        REDIS.dropSubscribers();
        assertThat(next(changes)).isEqualTo(new Change.Reread());
    }

    /** Stores a block as another node does, without the event. */
    private static void loseEvents(Block block) {
        REDIS.commands().hset(GlobalKeys.BLOCKS, block.id().value(), BlockCodec.json(block));
        REDIS.commands().zadd(GlobalKeys.BLOCKS_BY_CREATION, 1, block.id().value());
        REDIS.commands().incr(GlobalKeys.BLOCKS_VERSION);
    }

    @Test
    void refusesABlockAboveTheLimitUntilOneEnds() {
        RedisBlocks blocks = create();
        Instant end = NOW.plusSeconds(60);
        List<String> ids = IntStream.range(0, Blocks.MOST)
                .mapToObj("block_%016d"::formatted)
                .toList();
        REDIS.commands().hset(GlobalKeys.BLOCKS, ids.stream().collect(Collectors.toMap(id -> id, id -> "")));
        REDIS.commands().zadd(GlobalKeys.BLOCKS_BY_CREATION, scored(1, ids));
        REDIS.commands().zadd(GlobalKeys.BLOCKS_BY_END, scored(end.toEpochMilli(), ids.subList(0, Blocks.MOST / 2)));
        Block block = ofUser("a", NOW, null);
        assertThat(blocks.add(block, NOW)).isEqualTo(Added.FULL);
        assertThat(blocks.add(block, end)).isEqualTo(Added.DONE);
        assertThat(blocks.page(new PageRequest(1, 1), end).total()).isEqualTo(Blocks.MOST / 2 + 1);
        assertThat(REDIS.commands().hlen(GlobalKeys.BLOCKS)).isEqualTo(Blocks.MOST / 2 + 1);
        assertThat(REDIS.commands().zcard(GlobalKeys.BLOCKS_BY_END)).isZero();
    }

    @SuppressWarnings("unchecked")
    private static ScoredValue<String>[] scored(long score, List<String> ids) {
        return ids.stream().map(id -> ScoredValue.just((double) score, id)).toArray(ScoredValue[]::new);
    }
}
