package io.kefu.application.block;

import io.kefu.application.block.port.Blocks;
import io.kefu.application.hash.Sha256;
import io.kefu.domain.block.BlockId;
import io.kefu.domain.block.Network;
import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Arrays;

/** Derives the id of a block from what is blocked: the first 96 bits of a SHA-256. Also has the checks that several use cases share. */
public final class BlockIds {
    private static final int BYTES = 12;

    private BlockIds() {}

    /** The block of a user. */
    public static BlockId ofUser(UserId user) {
        return derive("user\n" + user);
    }

    /** The block of a network. */
    public static BlockId ofNetwork(Network network) {
        return derive("network\n" + network);
    }

    /**
     * Refuses a user who is blocked, also one who was erased since.
     *
     * @throws DomainException {@link ErrorCode#BLOCKED}
     */
    public static void requireNotBlocked(Blocks blocks, UserId user, Instant now) {
        if (blocks.table().contains(ofUser(user), now)) {
            throw DomainException.of(ErrorCode.BLOCKED);
        }
    }

    /**
     * Refuses the result of a block that could not be added.
     *
     * @param field the field of the request that names what is blocked
     * @throws DomainException {@link ErrorCode#CONFLICT}
     */
    public static void requireAdded(Blocks.Added added, String field) {
        switch (added) {
            case DONE -> {}
            case ALREADY_BLOCKED -> throw DomainException.of(ErrorCode.CONFLICT, Violation.of(field, Reason.TAKEN));
            case FULL ->
                throw DomainException.of(ErrorCode.CONFLICT, Violation.of(field, Reason.TOO_MANY, Blocks.MOST));
        }
    }

    private static BlockId derive(String text) {
        byte[] key = Arrays.copyOf(Sha256.of(text), BYTES);
        return new BlockId(BlockId.PREFIX + Base64Url.encode(key));
    }
}
