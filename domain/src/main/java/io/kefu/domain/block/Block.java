package io.kefu.domain.block;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The refusal of a user, or of all customers in a network, for some time or for good.
 *
 * @param reason why, for kefu and admins; empty in the block of an erased user
 * @param createdBy the kefu or admin who made the block
 * @param until when the block ends; null for a block that does not end by itself
 */
public record Block(
        BlockId id,
        Target target,
        String reason,
        UserId createdBy,
        Instant createdAt,
        @Nullable Instant until) {
    public static final int MAX_REASON = 500;

    /** The blocked user or network. */
    public sealed interface Target {
        /** A user. */
        record OfUser(UserId user) implements Target {}

        /** The customers who come from a network. */
        record OfNetwork(Network network) implements Target {}

        /** A user who was erased. Only the id of the block, which is derived from the id of the user, still recognises the user. */
        record OfErasedUser() implements Target {}
    }

    /** A new block. Refuses a reason that is blank, too long or has control characters, and an end that is not in the future. */
    public static Block created(
            BlockId id, Target target, String reason, UserId createdBy, Instant now, @Nullable Instant until) {
        Texts.requireLine("reason", reason, MAX_REASON);
        if (until != null && !until.isAfter(now)) {
            throw DomainException.invalid("until", Reason.NOT_ALLOWED);
        }
        return new Block(id, target, reason, createdBy, now, until);
    }

    /** Whether the block is in force at a time. */
    public boolean isInForce(Instant now) {
        return until == null || until.isAfter(now);
    }

    /**
     * The block after the user was erased: without the user's id and without the reason.
     *
     * @param latestEnd the block ends at this time or before
     */
    public Block anonymous(Instant latestEnd) {
        Instant end = until == null || until.isAfter(latestEnd) ? latestEnd : until;
        return new Block(id, new Target.OfErasedUser(), "", createdBy, createdAt, end);
    }
}
