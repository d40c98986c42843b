package io.kefu.bootstrap.sweep;

import io.kefu.redis.block.RedisBlocks;
import io.kefu.redis.hours.RedisHours;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks on each node, every few seconds, whether the node has missed a change of data that it holds in memory. */
@Singleton
final class MissedChanges {
    private static final Logger LOG = LoggerFactory.getLogger(MissedChanges.class);

    private final RedisBlocks blocks;
    private final RedisHours hours;
    private final InstantSource clock;

    MissedChanges(RedisBlocks blocks, RedisHours hours, InstantSource clock) {
        this.blocks = blocks;
        this.hours = hours;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "5s", initialDelay = "5s")
    void check() {
        logFailure(blocks.check(clock.instant()));
        logFailure(hours.check());
    }

    private static void logFailure(CompletionStage<Void> check) {
        var unused = check.exceptionally(failure -> {
            LOG.debug("Could not check for missed changes; will retry within seconds", failure);
            return null;
        });
    }
}
