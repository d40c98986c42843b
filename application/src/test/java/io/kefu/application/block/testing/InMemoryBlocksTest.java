package io.kefu.application.block.testing;

import io.kefu.application.block.port.Blocks;

class InMemoryBlocksTest extends BlocksContract {
    @Override
    protected Blocks create() {
        return new InMemoryBlocks();
    }
}
