package io.kefu.redis.block;

import io.kefu.domain.block.Block;
import io.kefu.domain.block.BlockId;
import io.kefu.domain.block.Network;
import io.kefu.domain.user.UserId;
import io.kefu.redis.document.JsonDocument;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes and reads blocks as JSON. */
final class BlockCodec {
    private BlockCodec() {}

    static String json(Block block) {
        JsonDocument json = new JsonDocument().with("id", block.id().value());
        switch (block.target()) {
            case Block.Target.OfUser of -> json.with("user", of.user().value());
            case Block.Target.OfNetwork of -> json.with("network", of.network().toString());
            case Block.Target.OfErasedUser erased -> {}
        }
        return json.with("reason", block.reason())
                .with("by", block.createdBy().value())
                .with("at", block.createdAt().toEpochMilli())
                .with("until", block.until() == null ? null : block.until().toEpochMilli())
                .json();
    }

    static Block block(String json) {
        JsonDocument read = JsonDocument.parse(json);
        return new Block(
                new BlockId(Objects.requireNonNull(read.text("id"))),
                target(read.text("user"), read.text("network")),
                Objects.requireNonNull(read.text("reason")),
                new UserId(Objects.requireNonNull(read.text("by"))),
                Instant.ofEpochMilli(read.number("at").orElseThrow()),
                read.number("until").map(Instant::ofEpochMilli).orElse(null));
    }

    private static Block.Target target(@Nullable String user, @Nullable String network) {
        if (user != null) {
            return new Block.Target.OfUser(new UserId(user));
        }
        return network == null
                ? new Block.Target.OfErasedUser()
                : new Block.Target.OfNetwork(Network.parse(network).orElseThrow());
    }
}
