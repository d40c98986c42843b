package io.kefu.application.block.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.block.BlockIds;
import io.kefu.application.block.port.Blocks;
import io.kefu.application.block.port.Blocks.Added;
import io.kefu.application.block.port.Blocks.Change;
import io.kefu.application.page.PageRequest;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.block.Block;
import io.kefu.domain.block.BlockId;
import io.kefu.domain.block.IpAddress;
import io.kefu.domain.block.Network;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of blocks does. */
public abstract class BlocksContract {
    protected static final Instant NOW = Instant.parse("2024-01-01T12:00:00Z");
    private static final UserId KEFU = new UserId("kefu001");
    private static final PageRequest FIRST = new PageRequest(1, 2);

    private Blocks blocks;

    /** A store without blocks. */
    protected abstract Blocks create();

    @BeforeEach
    void createStore() {
        blocks = create();
    }

    /** A block of a user. */
    protected static Block ofUser(String user, Instant at, @Nullable Instant until) {
        UserId id = new UserId(user);
        return new Block(BlockIds.ofUser(id), new Block.Target.OfUser(id), "广告 \"spam\"", KEFU, at, until);
    }

    /** A block of a network. */
    protected static Block ofNetwork(String text) {
        Network network = Network.parse(text).orElseThrow();
        return new Block(
                BlockIds.ofNetwork(network),
                new Block.Target.OfNetwork(network),
                "bots",
                KEFU,
                NOW,
                NOW.plusSeconds(9));
    }

    @Test
    void storesBlocksAsTheyAre() {
        Block user = ofUser("a", NOW, null);
        Block network = ofNetwork("2001:db8::/32");
        assertThat(blocks.add(user, NOW)).isEqualTo(Added.DONE);
        assertThat(blocks.add(network, NOW)).isEqualTo(Added.DONE);
        assertThat(blocks.find(user.id(), NOW)).contains(user);
        assertThat(blocks.find(network.id(), NOW)).contains(network);
        assertThat(blocks.find(network.id(), NOW.plusSeconds(9))).isEmpty();
        assertThat(blocks.table().contains(user.id(), NOW)).isTrue();
        assertThat(blocks.table().covers(address("2001:db8:1::1"), NOW)).isTrue();
        assertThat(blocks.table().covers(address("2001:db9::"), NOW)).isFalse();
        assertThat(blocks.table().covers(address("2001:db8:1::1"), NOW.plusSeconds(9)))
                .isFalse();
    }

    @Test
    void removesABlockOnce() {
        Block block = ofNetwork("10.0.0.0/8");
        blocks.add(block, NOW);
        assertThat(blocks.remove(block.id())).isTrue();
        assertThat(blocks.remove(block.id())).isFalse();
        assertThat(blocks.find(block.id(), NOW)).isEmpty();
        assertThat(blocks.table().covers(address("10.1.2.3"), NOW)).isFalse();
        assertThat(blocks.page(FIRST, NOW).total()).isZero();
    }

    @Test
    void aUserHasOneBlockUntilItEnds() {
        Instant end = NOW.plusSeconds(1);
        Block first = ofUser("a", NOW, end);
        Block second = ofUser("a", end, null);
        blocks.add(first, NOW);
        assertThat(blocks.add(second, NOW)).isEqualTo(Added.ALREADY_BLOCKED);
        assertThat(blocks.add(second, end)).isEqualTo(Added.DONE);
        assertThat(blocks.find(first.id(), end.plus(Duration.ofDays(365)))).contains(second);
    }

    @Test
    void ofConcurrentBlocksOfAUserOneIsStored() {
        List<Added> results = Parallel.call(8, i -> blocks.add(ofUser("a", NOW, null), NOW));
        assertThat(results).containsOnlyOnce(Added.DONE).contains(Added.ALREADY_BLOCKED);
    }

    @Test
    void replacesOnlyTheKnownBlock() {
        Block known = ofUser("a", NOW, null);
        Block anonymous = known.anonymous(NOW.plusSeconds(5));
        assertThat(blocks.replace(known, anonymous)).isFalse();
        blocks.add(known, NOW);
        assertThat(blocks.replace(known, anonymous)).isTrue();
        assertThat(blocks.replace(known, anonymous)).isFalse();
        assertThat(blocks.find(known.id(), NOW)).contains(anonymous);
        assertThat(blocks.table().contains(known.id(), NOW)).isTrue();
        assertThat(blocks.table().contains(known.id(), NOW.plusSeconds(5))).isFalse();
        assertThat(blocks.find(known.id(), NOW.plusSeconds(5))).isEmpty();
    }

    @Test
    void listsTheNewestFirstWithoutEndedOnes() {
        List<Block> made = IntStream.range(0, 5)
                .mapToObj(i -> ofUser("u" + i, NOW.plusSeconds(i), i == 3 ? NOW.plusSeconds(10) : null))
                .toList();
        made.forEach(block -> blocks.add(block, NOW));
        assertThat(blocks.page(FIRST, NOW).items()).containsExactly(made.get(4), made.get(3));
        assertThat(blocks.page(FIRST, NOW).total()).isEqualTo(5);
        assertThat(blocks.page(FIRST, NOW.plusSeconds(10)).items()).containsExactly(made.get(4), made.get(2));
        assertThat(blocks.page(new PageRequest(2, 2), NOW.plusSeconds(10)).items())
                .containsExactly(made.get(1), made.get(0));
        assertThat(blocks.page(FIRST, NOW.plusSeconds(10)).total()).isEqualTo(4);
    }

    @Test
    void tellsListenersAboutChanges() throws InterruptedException {
        BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
        blocks.watch(changes::add);
        Block block = ofUser("a", NOW, null);
        blocks.add(block, NOW);
        assertThat(next(changes)).isEqualTo(new Change.New(block));
        blocks.remove(block.id());
        assertThat(next(changes)).isEqualTo(new Change.Removed(block.id()));
    }

    /** The next change; null if none comes. */
    protected static @Nullable Change next(BlockingQueue<Change> changes) throws InterruptedException {
        return changes.poll(10, TimeUnit.SECONDS);
    }

    /** An id that no block has. */
    protected static BlockId unknown() {
        return BlockIds.ofUser(new UserId("nobody"));
    }

    protected static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
