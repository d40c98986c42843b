package io.kefu.application.sweep.port;

import java.time.Duration;

/** Lets one node at a time look after what concerns the whole house; if it dies, another. Blocks, one round trip. */
public interface SweepLease {

    /** Takes or renews the lease; false while another node holds it. */
    boolean hold(String node, Duration lease);

    /** Gives the lease back, if the node holds it. */
    void release(String node);
}
