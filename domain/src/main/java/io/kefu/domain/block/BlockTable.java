package io.kefu.domain.block;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the block of a user or an address. A look-up by address takes one step for each prefix length that occurs, at most 128,
 * whatever the number of blocks. A block that has ended is not found. Thread-safe.
 */
public final class BlockTable {
    private final Map<BlockId, Block> blocks = new ConcurrentHashMap<>();
    /** The blocks of networks, by the number of bits and by the first address. */
    private final Map<Integer, Map<IpAddress, Block>> networks = new ConcurrentHashMap<>();

    public BlockTable(Collection<Block> blocks) {
        blocks.forEach(this::put);
    }

    /** Adds a block, or replaces the block of the same id. */
    public void put(Block block) {
        blocks.put(block.id(), block);
        if (block.target() instanceof Block.Target.OfNetwork of) {
            networks.computeIfAbsent(of.network().bits(), bits -> new ConcurrentHashMap<>())
                    .put(of.network().base(), block);
        }
    }

    /** Removes a block. Has no effect if there is none with this id. */
    public void remove(BlockId id) {
        @Nullable Block removed = blocks.remove(id);
        if (removed != null && removed.target() instanceof Block.Target.OfNetwork of) {
            networks.computeIfPresent(of.network().bits(), (bits, known) -> {
                known.remove(of.network().base());
                return known.isEmpty() ? null : known;
            });
        }
    }

    /** Removes the blocks that have ended. */
    public void removeEnded(Instant now) {
        blocks.values().stream()
                .filter(block -> !block.isInForce(now))
                .map(Block::id)
                .forEach(this::remove);
    }

    /** Whether a block with this id is in force at a time. */
    public boolean contains(BlockId id, Instant now) {
        @Nullable Block block = blocks.get(id);
        return block != null && block.isInForce(now);
    }

    /** Whether a block of a network that contains the address is in force at a time. */
    public boolean covers(IpAddress address, Instant now) {
        return networks.entrySet().stream().anyMatch(known -> {
            @Nullable Block block = known.getValue().get(address.masked(known.getKey()));
            return block != null
                    && block.isInForce(now)
                    && block.target() instanceof Block.Target.OfNetwork of
                    && of.network().contains(address);
        });
    }
}
