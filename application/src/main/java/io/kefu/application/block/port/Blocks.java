package io.kefu.application.block.port;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.block.Block;
import io.kefu.domain.block.BlockId;
import io.kefu.domain.block.BlockTable;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The blocks of users and networks. Every method but {@link #table} and {@link #watch} blocks, for one round trip unless it says
 * otherwise. A store that does not answer in time throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}. A block
 * that has ended does not exist, and is removed by itself.
 */
public interface Blocks {
    /** The largest number of blocks. */
    int MOST = 10_000;

    /** Adds a block, and publishes this to all nodes. This node's {@link #table} has it when the call returns. */
    Added add(Block block, Instant now);

    /**
     * Replaces a block, and publishes this to all nodes.
     *
     * @return false if the block was changed or removed since it was read; nothing changed then
     */
    boolean replace(Block known, Block changed);

    /**
     * Removes a block, and publishes this to all nodes. This node's {@link #table} does not have it when the call returns.
     *
     * @return whether there was such a block
     */
    boolean remove(BlockId id);

    /** The block of this id. */
    Optional<Block> find(BlockId id, Instant now);

    /** The blocks, newest first, with the exact total. */
    Page<Block> page(PageRequest page, Instant now);

    /**
     * All blocks, in the memory of this node. Changes of other nodes are in it within milliseconds; if their events are lost,
     * within seconds. Never blocks.
     */
    BlockTable table();

    /**
     * Adds a listener for the life of the node. It is called after a change is in {@link #table}, on a thread of the store that
     * must not be blocked.
     */
    void watch(Consumer<Change> listener);

    /** The result of adding a block. */
    enum Added {
        /** The block is stored. */
        DONE,
        /** The user or network is blocked already. Nothing changed. */
        ALREADY_BLOCKED,
        /** There are {@link #MOST} blocks. Nothing changed. */
        FULL
    }

    /** A change of the blocks. */
    sealed interface Change {
        /** A block was added, or replaced another one of the same id. */
        record New(Block block) implements Change {}

        /** A block was removed. */
        record Removed(BlockId id) implements Change {}

        /** Changes may have been missed, and all blocks were read again. */
        record Reread() implements Change {}
    }
}
