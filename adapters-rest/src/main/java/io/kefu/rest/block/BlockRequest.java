package io.kefu.rest.block;

import io.kefu.domain.block.Block;
import io.kefu.domain.user.UserId;
import io.kefu.rest.json.Timestamps;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user or a network to block. */
@Serdeable
@Schema(
        name = "BlockCreation",
        requiredProperties = "reason",
        example = "{\"network\": \"203.0.113.0/24\", \"reason\": \"广告\", \"until\": \"2030-01-01T00:00:00.000Z\"}")
// The values are checked by the use case, because the right to block a network is checked before.
record BlockRequest(
        @Schema(description = "The user; exactly one of user_id and network", pattern = UserId.PATTERN) @Nullable
        String userId,

        @Schema(description = "An IPv4 or IPv6 network in CIDR notation, or one address; for admin", maxLength = 49)
        @Nullable
        String network,

        @Schema(minLength = 1, maxLength = Block.MAX_REASON) @Nullable
        String reason,

        @Schema(
                description = "The end of the block; without it, the block does not end by itself",
                format = "date-time")
        @Nullable
        String until) {

    /** The reason; an empty text if it is missing. */
    String givenReason() {
        return reason == null ? "" : reason;
    }

    /** The end of the block; null for none. */
    @Nullable
    Instant end() {
        return until == null ? null : Timestamps.parse("until", until);
    }
}
