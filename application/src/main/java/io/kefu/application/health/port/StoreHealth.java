package io.kefu.application.health.port;

/** Knows whether the store answers. */
public interface StoreHealth {

    /**
     * Asks the store. Blocks, half a second at most: a store that hangs counts as one that does not answer. Never throws.
     */
    boolean answers();
}
