package io.kefu.filestore.store;

import java.util.Optional;

/**
 * Stores objects that fit into memory, by name. A name consists of parts that slashes separate, such as {@code archive/Ab/1-2}.
 * Thread-safe; any number of nodes may use one store. All methods block. They throw a {@code DomainException} with code {@code
 * SERVICE_UNAVAILABLE} if the store is full, does not answer or cannot be reached.
 */
public interface ObjectStore {

    /** Stores an object, or replaces it atomically. Once this returns, the object is durable. */
    void put(String name, byte[] content);

    /** The content of an object; empty if there is no such object. */
    Optional<byte[]> get(String name);

    /** Deletes an object. Does nothing if it does not exist. */
    void delete(String name);
}
