package io.kefu.application.block.testing;

import io.kefu.application.block.port.Blocks;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.block.Block;
import io.kefu.domain.block.BlockId;
import io.kefu.domain.block.BlockTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Blocks in memory. */
public final class InMemoryBlocks implements Blocks {
    private final Map<BlockId, Block> blocks = new LinkedHashMap<>();
    private final BlockTable table = new BlockTable(List.of());
    private final List<Consumer<Change>> listeners = new ArrayList<>();

    @Override
    public synchronized Added add(Block block, Instant now) {
        blocks.values().removeIf(known -> !known.isInForce(now));
        if (blocks.containsKey(block.id())) {
            return Added.ALREADY_BLOCKED;
        }
        if (blocks.size() >= MOST) {
            return Added.FULL;
        }
        put(block);
        return Added.DONE;
    }

    private void put(Block block) {
        blocks.put(block.id(), block);
        table.put(block);
        listeners.forEach(listener -> listener.accept(new Change.New(block)));
    }

    @Override
    public synchronized boolean replace(Block known, Block changed) {
        if (!known.equals(blocks.get(known.id()))) {
            return false;
        }
        put(changed);
        return true;
    }

    @Override
    public synchronized boolean remove(BlockId id) {
        @Nullable Block removed = blocks.remove(id);
        table.remove(id);
        if (removed != null) {
            listeners.forEach(listener -> listener.accept(new Change.Removed(id)));
        }
        return removed != null;
    }

    @Override
    public synchronized Optional<Block> find(BlockId id, Instant now) {
        return Optional.ofNullable(blocks.get(id)).filter(block -> block.isInForce(now));
    }

    @Override
    public synchronized Page<Block> page(PageRequest page, Instant now) {
        List<Block> all = blocks.values().stream()
                .filter(block -> block.isInForce(now))
                .sorted(Comparator.comparing(Block::createdAt)
                        .thenComparing(block -> block.id().value())
                        .reversed())
                .toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }

    @Override
    public BlockTable table() {
        return table;
    }

    @Override
    public synchronized void watch(Consumer<Change> listener) {
        listeners.add(listener);
    }
}
