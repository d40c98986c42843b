package io.kefu.application.health.port;

/** Tells whether the store can be used, in particular for writes. */
public interface StoreHealth {

    /**
     * Tests the store with a write. Blocks for about half a second at most: a store that does not answer counts as
     * unavailable. The result may be a second old. Never throws.
     */
    State state();

    /** The state of the store. */
    enum State {
        /** It accepts writes and keeps the data. */
        WRITABLE,
        /** It accepts writes, but is configured to delete data when its memory is full. */
        EVICTING,
        /** It refuses writes, for example because its memory is full, and answers reads of the data that this node knows. */
        READ_ONLY,
        /** It does not answer, or holds other data than this node knows. */
        UNAVAILABLE;

        public boolean acceptsWrites() {
            return this == WRITABLE || this == EVICTING;
        }
    }
}
