package io.kefu.bootstrap.sweep;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.sweep.port.SweepLease;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs sweeps of the whole deployment if this node holds the lease. If the node that holds it dies, another node takes over when
 * the lease has expired. Thread-safe.
 */
@Singleton
final class LeasedSweeps {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedSweeps.class);
    private static final int NODE_LENGTH = 12;
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final SweepLease lease;
    private final String node;

    LeasedSweeps(SweepLease lease, Secrets secrets) {
        this.lease = lease;
        this.node = secrets.text(NODE_LENGTH);
    }

    /** Runs a sweep if this node holds the lease. A later call repeats a sweep that fails. */
    void run(Runnable sweep) {
        run(sweep, () -> {});
    }

    /**
     * Runs a sweep if this node holds the lease, else another step.
     *
     * @param otherwise is not run if Redis does not answer
     */
    void run(Runnable sweep, Runnable otherwise) {
        attempt(() -> (isHeld() ? sweep : otherwise).run());
    }

    /** Takes or renews the lease; false while another node holds it. Blocks for one round trip. */
    boolean isHeld() {
        return lease.hold(node, LEASE);
    }

    /** Runs a step. Its failure does not keep the next steps from running. */
    static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            LOG.debug("A step of a sweep failed; a later sweep repeats it", failure);
        }
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
