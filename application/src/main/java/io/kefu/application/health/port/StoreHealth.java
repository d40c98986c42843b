package io.kefu.application.health.port;

/** Knows whether the store can be used, for changes in particular. */
public interface StoreHealth {

    /**
     * Probes the store with a write. Blocks for half a second at most: a store that hangs counts as unavailable. The result may
     * be a second old. Never throws.
     */
    State state();

    /** How the store is. */
    enum State {
        /** It takes changes and keeps them. */
        WRITABLE,
        /** It takes changes, but is set up to delete data by itself when its memory is full. */
        EVICTING,
        /** It does not take changes: it is away, refuses them, or holds other data than this node knows. */
        UNAVAILABLE
    }
}
