package io.kefu.application.block;

import io.kefu.application.UseCase;
import io.kefu.application.block.port.Blocks;
import io.kefu.application.user.port.PersonalData;
import io.kefu.domain.block.Block;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes the block of an erased user anonymous: the id and the reason are removed. The block still refuses the same id for some
 * time, so that a blocked user cannot come back at once by erasing the account.
 */
@UseCase
public final class ForgetBlockedUser implements PersonalData {
    /** How long after the erasure the id stays blocked at most. */
    static final Duration KEPT_FOR = Duration.ofDays(90);

    private final Blocks blocks;
    private final InstantSource clock;

    public ForgetBlockedUser(Blocks blocks, InstantSource clock) {
        this.blocks = blocks;
        this.clock = clock;
    }

    @Override
    public void erase(UserId user, Role role) {
        Instant now = clock.instant();
        boolean isDone = false;
        while (!isDone) {
            Optional<Block> known = blocks.find(BlockIds.ofUser(user), now)
                    .filter(block -> block.target() instanceof Block.Target.OfUser);
            isDone = known.isEmpty() || blocks.replace(known.get(), known.get().anonymous(now.plus(KEPT_FOR)));
        }
    }
}
