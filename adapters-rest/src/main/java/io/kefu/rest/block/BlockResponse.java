package io.kefu.rest.block;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.domain.block.Block;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A block of a user or network. */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Block", example = BlockResponse.EXAMPLE)
record BlockResponse(
        String blockId,

        @Schema(description = "The blocked user; absent for a network, and after the user was erased") @Nullable
        String userId,

        @Schema(description = "The blocked network in CIDR notation") @Nullable
        String network,

        @Schema(description = "The reason; empty after the user was erased")
        String reason,

        String authorId,
        Instant createdAt,

        @Schema(description = "The end of the block; absent if it does not end by itself") @Nullable
        Instant until) {

    static final String EXAMPLE = """
            {"block_id": "block_0123456789abcdef", "user_id": "customer_123", "reason": "广告", "author_id": "kefu001",\
             "created_at": "2024-01-01T12:00:00.000Z", "until": "2030-01-01T00:00:00.000Z"}""";

    static BlockResponse of(Block block) {
        return new BlockResponse(
                block.id().value(),
                block.target() instanceof Block.Target.OfUser of ? of.user().value() : null,
                block.target() instanceof Block.Target.OfNetwork of
                        ? of.network().toString()
                        : null,
                block.reason(),
                block.createdBy().value(),
                block.createdAt(),
                block.until());
    }
}
