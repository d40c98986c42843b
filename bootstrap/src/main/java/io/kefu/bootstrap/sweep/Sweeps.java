package io.kefu.bootstrap.sweep;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.account.FinishBlocking;
import io.kefu.application.account.RemoveSilentUsers;
import io.kefu.application.presence.SweepPresence;
import io.kefu.application.session.SweepSessions;
import io.kefu.application.sweep.port.SweepLease;
import io.kefu.redis.analytics.RedisCounters;
import io.kefu.redis.message.MessageIndexer;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the whole house once a second, on one node at a time: on another as soon as the lease of one that died has run
 * out. Every sweep may be repeated, so nothing is lost where a node dies in the middle of one.
 */
@Singleton
final class Sweeps {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);
    private static final int NODE_LENGTH = 12;
    private static final Duration LEASE = Duration.ofSeconds(5);

    /** In how many turns the feeds of all partitions are looked through once. */
    private static final int TURNS_PER_INDEXING = 10;

    /** In how many turns it is looked once whether anything has become old. */
    private static final int TURNS_PER_TIDYING = 60;

    private final SweepLease lease;
    private final SweepPresence sweepPresence;
    private final SweepSessions sweepSessions;
    private final MessageIndexer indexer;
    private final FileRounds files;
    private final RedisCounters counters;
    private final RemoveSilentUsers removeSilentUsers;
    private final FinishBlocking finishBlocking;
    private final InstantSource clock;
    private final String node;
    private long turns;

    Sweeps(
            SweepLease lease,
            SweepPresence sweepPresence,
            SweepSessions sweepSessions,
            MessageIndexer indexer,
            FileRounds files,
            RedisCounters counters,
            RemoveSilentUsers removeSilentUsers,
            FinishBlocking finishBlocking,
            InstantSource clock,
            Secrets secrets) {
        this.lease = lease;
        this.sweepPresence = sweepPresence;
        this.sweepSessions = sweepSessions;
        this.indexer = indexer;
        this.files = files;
        this.counters = counters;
        this.removeSilentUsers = removeSilentUsers;
        this.finishBlocking = finishBlocking;
        this.clock = clock;
        this.node = secrets.text(NODE_LENGTH);
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void sweep() {
        try {
            if (lease.hold(node, LEASE)) {
                sweepPresence.sweep();
                finishBlocking.finish();
                sweepSessions.sweep();
                if (turns % TURNS_PER_INDEXING == 0) {
                    indexer.sweep();
                }
                if (turns % TURNS_PER_TIDYING == 0) {
                    counters.fold(clock.instant());
                    removeSilentUsers.remove();
                }
                turns++;
            }
        } catch (RuntimeException failure) {
            LOG.debug("A sweep failed; the next one repeats it", failure);
        }
    }

    /** Apart from the others, since a file store may take its time. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void sweepFiles() {
        try {
            if (lease.hold(node, LEASE)) {
                files.turn();
            }
        } catch (RuntimeException failure) {
            LOG.debug("A sweep of files failed; the next one repeats it", failure);
        }
    }

    /** Lets another node take over at once. */
    @PreDestroy
    void stop() {
        try {
            lease.release(node);
        } catch (RuntimeException failure) {
            LOG.debug("The lease has to run out by itself", failure);
        }
    }
}
