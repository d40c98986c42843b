package io.kefu.domain.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockTableTest {
    private static final Instant NOW = Instant.parse("2024-01-01T12:00:00Z");

    private static Block block(int id, Network network, @Nullable Instant until) {
        return new Block(
                new BlockId("block_%016d".formatted(id)),
                new Block.Target.OfNetwork(network),
                "bots",
                new UserId("admin"),
                NOW,
                until);
    }

    @Test
    void findsTheSameNetworksAsASearchThroughAllBlocks() {
        Random random = new Random(3);
        List<Block> blocks = new ArrayList<>();
        Set<Network> networks = new HashSet<>();
        BlockTable table = new BlockTable(List.of());
        for (int i = 0; i < 2_000; i++) {
            Network network = Network.of(address(random), 8 + random.nextInt(121));
            if (networks.add(network)) {
                Block block = block(i, network, i % 5 == 0 ? NOW : null);
                blocks.add(block);
                table.put(block);
            }
        }
        blocks.subList(0, 500).forEach(block -> table.remove(block.id()));
        List<Block> left = blocks.subList(500, blocks.size());
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            IpAddress address = address(random);
            boolean expected = left.stream()
                    .anyMatch(block -> block.isInForce(NOW)
                            && block.target() instanceof Block.Target.OfNetwork of
                            && of.network().contains(address));
            assertThat(table.covers(address, NOW)).isEqualTo(expected);
            found += expected ? 1 : 0;
        }
        assertThat(found).isBetween(100, 1_900);
    }

    /** An IPv4 or IPv6 address of few values in its first bytes, so that some networks contain it. */
    private static IpAddress address(Random random) {
        byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(bytes);
        bytes[0] = (byte) (1 + random.nextInt(40));
        bytes[1] = (byte) random.nextInt(8);
        return IpAddress.of(bytes);
    }

    @Test
    void forgetsBlocksThatHaveEnded() {
        IpAddress address = IpAddress.parse("192.0.2.1").orElseThrow();
        Block block = block(1, Network.of(address, 128), NOW.plusSeconds(1));
        BlockTable table = new BlockTable(List.of(block));
        table.removeEnded(NOW);
        assertThat(table.covers(address, NOW)).isTrue();
        table.removeEnded(NOW.plusSeconds(1));
        assertThat(table.contains(block.id(), NOW)).isFalse();
        assertThat(table.covers(address, NOW)).isFalse();
    }
}
