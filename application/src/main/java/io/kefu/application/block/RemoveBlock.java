package io.kefu.application.block;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.block.port.Blocks;
import io.kefu.domain.block.Block;
import io.kefu.domain.block.BlockId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import java.time.InstantSource;

/** Ends a block at once, on every node. Kefu may end the blocks that they made, admins every block. */
@UseCase
public final class RemoveBlock {
    private final Blocks blocks;
    private final AuditLog audit;
    private final InstantSource clock;

    public RemoveBlock(Blocks blocks, AuditLog audit, InstantSource clock) {
        this.blocks = blocks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Removes the block. Blocks; two round trips.
     *
     * @throws DomainException {@link ErrorCode#BLOCK_NOT_FOUND} for a block that does not exist or has ended, {@link
     *     ErrorCode#FORBIDDEN} for a kefu who did not make it
     */
    public void remove(Principal caller, BlockId id) {
        Operation.REMOVE_BLOCK.requireAllowed(caller);
        Block block = blocks.find(id, clock.instant()).orElseThrow(() -> DomainException.of(ErrorCode.BLOCK_NOT_FOUND));
        if (caller.role() != Role.ADMIN && !caller.is(block.createdBy())) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        audit.record(Act.of(caller, Action.BLOCK_REMOVED, target(block)), () -> {
            if (!blocks.remove(id)) {
                throw DomainException.of(ErrorCode.BLOCK_NOT_FOUND);
            }
        });
    }

    private static String target(Block block) {
        return switch (block.target()) {
            case Block.Target.OfUser of -> of.user().value();
            case Block.Target.OfNetwork of -> of.network().toString();
            case Block.Target.OfErasedUser erased -> block.id().value();
        };
    }
}
