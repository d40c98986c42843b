package io.kefu.application.file.port;

/** The key with which links to files are signed, the same on all nodes. */
public interface LinkKey {

    /**
     * The key, at least 32 bytes. May block. A store that does not answer in time throws a {@code DomainException} of code
     * {@code SERVICE_UNAVAILABLE}.
     */
    byte[] bytes();
}
