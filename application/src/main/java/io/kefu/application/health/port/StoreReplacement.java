package io.kefu.application.health.port;

/**
 * A part of the node whose state depends on the data in the store. It is called when the store's data are gone or were
 * replaced by other data. The methods may block and may be called more than once.
 */
public interface StoreReplacement {

    /** Drops the state that belongs to the former data. Called before the node adopts the new data. */
    default void forget() {}

    /** Adds to the data everything that a first start adds. Called after the node has adopted the new data. */
    default void begin() {}
}
