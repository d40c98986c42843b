package io.kefu.application.block;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.block.port.Blocks;
import io.kefu.domain.block.Block;
import io.kefu.domain.block.Network;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Blocks the customers who come from a network. Their open sockets are closed on every node, and with them their sessions. */
@UseCase
public final class BlockNetwork {
    private final Blocks blocks;
    private final AuditLog audit;
    private final InstantSource clock;

    public BlockNetwork(Blocks blocks, AuditLog audit, InstantSource clock) {
        this.blocks = blocks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Blocks the network.
     *
     * @param network in CIDR notation, or one address
     * @param until when the block ends; null for a block that does not end by itself
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for a caller who is no admin, {@link ErrorCode#INVALID_PARAMETER},
     *     {@link ErrorCode#CONFLICT} for a network that is blocked already, and if there are too many blocks
     */
    public Block block(Principal caller, String network, String reason, @Nullable Instant until) {
        Operation.BLOCK_NETWORK.requireAllowed(caller);
        Network blocked =
                Network.parse(network).orElseThrow(() -> DomainException.invalid("network", Reason.MALFORMED));
        Instant now = clock.instant();
        Block block = Block.created(
                BlockIds.ofNetwork(blocked), new Block.Target.OfNetwork(blocked), reason, caller.id(), now, until);
        audit.record(
                Act.of(caller, Action.BLOCK_ADDED, blocked.toString()),
                () -> BlockIds.requireAdded(blocks.add(block, now), "network"));
        return block;
    }
}
