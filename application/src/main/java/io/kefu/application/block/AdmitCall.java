package io.kefu.application.block;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.block.port.Blocks;
import io.kefu.domain.block.IpAddress;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a call is admitted, before its content is looked at: by the role of the caller, and by the blocks. A block of a
 * network concerns customers and callers without a login; kefu and admins work in such a network as before.
 */
@UseCase
public final class AdmitCall {
    private final Blocks blocks;
    private final InstantSource clock;

    public AdmitCall(Blocks blocks, InstantSource clock) {
        this.blocks = blocks;
        this.clock = clock;
    }

    /**
     * Admits the call. Does not block.
     *
     * @param caller null for a caller who is not logged in
     * @param address null for a caller whose address is not known
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for a missing login, {@link ErrorCode#FORBIDDEN} for a role that may
     *     not ask for this, {@link ErrorCode#BLOCKED} for a blocked user or address that may not ask for this now
     */
    public void admit(Operation operation, @Nullable Principal caller, @Nullable IpAddress address) {
        operation.requireAllowed(caller);
        if (operation.isForBlocked(caller)) {
            return;
        }
        Instant now = clock.instant();
        if (caller != null) {
            BlockIds.requireNotBlocked(blocks, caller.id(), now);
        }
        boolean isStaff = caller != null && caller.isStaff();
        if (!isStaff && address != null && blocks.table().covers(address, now)) {
            throw DomainException.of(ErrorCode.BLOCKED);
        }
    }
}
