package io.kefu.application.block;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.block.port.Blocks;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.block.Block;
import java.time.InstantSource;

/** Lists the blocks that are in force, newest first. */
@UseCase
public final class ListBlocks {
    private final Blocks blocks;
    private final InstantSource clock;

    public ListBlocks(Blocks blocks, InstantSource clock) {
        this.blocks = blocks;
        this.clock = clock;
    }

    /** Returns a page of the blocks, with the exact total. Blocks; one round trip. */
    public Page<Block> list(Principal caller, PageRequest page) {
        Operation.LIST_BLOCKS.requireAllowed(caller);
        return blocks.page(page, clock.instant());
    }
}
