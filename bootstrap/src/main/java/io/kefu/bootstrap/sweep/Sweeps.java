package io.kefu.bootstrap.sweep;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.account.EraseInactiveCustomers;
import io.kefu.application.account.FinishBlocking;
import io.kefu.application.presence.SweepPresence;
import io.kefu.application.session.SweepSessions;
import io.kefu.application.sweep.port.SweepLease;
import io.kefu.redis.analytics.RedisCounters;
import io.kefu.redis.block.RedisBlocks;
import io.kefu.redis.message.MessageIndexer;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the sweeps of the whole deployment once a second, on the one node that holds the lease. If that node dies, another node
 * takes over when the lease has expired. Every sweep may be repeated, so a sweep that a node did not finish is done again.
 */
@Singleton
@Requires(missingProperty = "kefu.command")
final class Sweeps {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);
    private static final int NODE_LENGTH = 12;
    private static final Duration LEASE = Duration.ofSeconds(5);

    /** The message indexer runs in every tenth sweep. */
    private static final int SWEEPS_PER_INDEXING = 10;

    /** Counts are folded, ended blocks are removed and inactive customers are erased in every sixtieth sweep. */
    private static final int SWEEPS_PER_CLEANUP = 60;

    private final SweepLease lease;
    private final SweepPresence sweepPresence;
    private final SweepSessions sweepSessions;
    private final MessageIndexer indexer;
    private final FileRounds files;
    private final ArchiveRounds archive;
    private final RetentionRounds retention;
    private final RedisCounters counters;
    private final RedisBlocks blocks;
    private final EraseInactiveCustomers eraseInactiveCustomers;
    private final FinishBlocking finishBlocking;
    private final InstantSource clock;
    private final String node;
    private long sweeps;

    Sweeps(
            SweepLease lease,
            SweepPresence sweepPresence,
            SweepSessions sweepSessions,
            MessageIndexer indexer,
            FileRounds files,
            ArchiveRounds archive,
            RetentionRounds retention,
            RedisCounters counters,
            RedisBlocks blocks,
            EraseInactiveCustomers eraseInactiveCustomers,
            FinishBlocking finishBlocking,
            InstantSource clock,
            Secrets secrets) {
        this.lease = lease;
        this.sweepPresence = sweepPresence;
        this.sweepSessions = sweepSessions;
        this.indexer = indexer;
        this.files = files;
        this.archive = archive;
        this.retention = retention;
        this.counters = counters;
        this.blocks = blocks;
        this.eraseInactiveCustomers = eraseInactiveCustomers;
        this.finishBlocking = finishBlocking;
        this.clock = clock;
        this.node = secrets.text(NODE_LENGTH);
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void sweep() {
        attempt(() -> {
            if (lease.hold(node, LEASE)) {
                sweepAll(sweeps++);
            }
        });
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
            attempt(eraseInactiveCustomers::erase);
        }
    }

    /** Runs a step. Its failure does not keep the next steps from running. */
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            LOG.debug("A step of a sweep failed; a later sweep repeats it", failure);
        }
    }

    /** Runs apart from the other sweeps, because a file store may be slow. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void sweepFiles() {
        attempt(() -> {
            if (lease.hold(node, LEASE)) {
                files.turn();
            }
        });
    }

    /** Runs apart from the other sweeps, because a round at full speed takes long. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void archive() {
        attempt(() -> {
            if (lease.hold(node, LEASE)) {
                archive.turn(() -> lease.hold(node, LEASE));
            }
        });
    }

    /** Runs apart from the other sweeps, because it reads all conversations. */
    @Scheduled(fixedDelay = "1m", initialDelay = "1m")
    void removeOldMessages() {
        attempt(() -> {
            if (lease.hold(node, LEASE)) {
                retention.turn();
            }
        });
    }

    /** Releases the lease, so that another node takes over at once. */
    @PreDestroy
    void stop() {
        try {
            lease.release(node);
        } catch (RuntimeException failure) {
            LOG.debug("Could not release the lease of the sweeps; it will expire", failure);
        }
    }
}
