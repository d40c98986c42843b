package io.kefu.bootstrap.sweep;

import static io.kefu.bootstrap.sweep.LeasedSweeps.attempt;

import io.kefu.application.account.FinishBlocking;
import io.kefu.application.presence.SweepPresence;
import io.kefu.application.session.SweepSessions;
import io.kefu.redis.analytics.RedisCounters;
import io.kefu.redis.block.RedisBlocks;
import io.kefu.redis.message.MessageIndexer;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Runs the sweeps of the whole deployment that need only Redis, once a second, on the one node that holds the lease. Every sweep
 * may be repeated, so a sweep that a node did not finish is done again.
 */
@Singleton
final class Sweeps {
    /** The message indexer runs in every tenth sweep. */
    private static final int SWEEPS_PER_INDEXING = 10;

    /** Counts are folded and ended blocks are removed in every sixtieth sweep. */
    private static final int SWEEPS_PER_CLEANUP = 60;

    private final LeasedSweeps leased;
    private final SweepPresence sweepPresence;
    private final SweepSessions sweepSessions;
    private final MessageIndexer indexer;
    private final RedisCounters counters;
    private final RedisBlocks blocks;
    private final FinishBlocking finishBlocking;
    private final InstantSource clock;
    private long sweeps;

    Sweeps(
            LeasedSweeps leased,
            SweepPresence sweepPresence,
            SweepSessions sweepSessions,
            MessageIndexer indexer,
            RedisCounters counters,
            RedisBlocks blocks,
            FinishBlocking finishBlocking,
            InstantSource clock) {
        this.leased = leased;
        this.sweepPresence = sweepPresence;
        this.sweepSessions = sweepSessions;
        this.indexer = indexer;
        this.counters = counters;
        this.blocks = blocks;
        this.finishBlocking = finishBlocking;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void sweep() {
        leased.run(() -> sweepAll(sweeps++));
    }

    private void sweepAll(long number) {
        attempt(sweepPresence::sweep);
        attempt(finishBlocking::finish);
        attempt(sweepSessions::sweep);
        if (number % SWEEPS_PER_INDEXING == 0) {
            indexer.indexAll();
        }
        if (number % SWEEPS_PER_CLEANUP == 0) {
            attempt(() -> counters.fold(clock.instant()));
            attempt(() -> blocks.removeEnded(clock.instant()));
        }
    }
}
