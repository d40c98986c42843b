package io.kefu.application.health.port;

/**
 * A part of the node that depends on which data the store holds. It is told when the store's data are gone or were replaced by
 * other data. The methods may block and may be called more than once.
 */
public interface StoreReplacement {

    /** Drops what this node knows of the former data. Called before the node takes the new data. */
    default void forget() {}

    /** Adds to the data what a first start adds. Called once the node has taken the new data. */
    default void begin() {}
}
