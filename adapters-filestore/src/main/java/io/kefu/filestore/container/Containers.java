package io.kefu.filestore.container;

import java.util.Optional;

/** The containers whose structure can be read. */
public final class Containers {
    private Containers() {}

    /**
     * Creates a reader for a content. The caller then passes the whole content to it, the head included.
     *
     * @param head the content's first bytes
     * @return empty if the content is no such container
     */
    public static Optional<ContainerReader> readerOf(byte[] head) {
        if (IsoMediaReader.reads(head)) {
            return Optional.of(new IsoMediaReader());
        }
        if (MatroskaReader.reads(head)) {
            return Optional.of(new MatroskaReader());
        }
        return OggReader.reads(head) ? Optional.of(new OggReader()) : Optional.empty();
    }
}
