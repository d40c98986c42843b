package io.kefu.application.sweep.port;

import java.time.Duration;

/**
 * The lease of the node that runs the sweeps of the deployment. If that node dies, the lease ends and another node can take it.
 * Each call blocks for one round trip.
 */
public interface SweepLease {

    /** Takes or renews the lease; false while another node holds it. */
    boolean hold(String node, Duration lease);

    /** Ends the lease if the node holds it. */
    void release(String node);
}
