package io.kefu.application.block;

import io.kefu.application.UseCase;
import io.kefu.application.block.port.Blocks;
import java.util.function.Consumer;

/** Tells a node about changes of the blocks, so that it closes the sockets of those who are blocked. */
@UseCase
public final class WatchBlocks {
    private final Blocks blocks;

    public WatchBlocks(Blocks blocks) {
        this.blocks = blocks;
    }

    /**
     * Adds a listener for the life of the node.
     *
     * @param listener called on a thread of the store that must not be blocked
     */
    public void watch(Consumer<Blocks.Change> listener) {
        blocks.watch(listener);
    }
}
