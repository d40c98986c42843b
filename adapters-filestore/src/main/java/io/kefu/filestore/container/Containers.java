package io.kefu.filestore.container;

import java.util.Optional;

/** The containers whose structure can be read. */
public final class Containers {
    private Containers() {}

    /**
     * A reader for a content, which must then be given all of the content.
     *
     * @param head the content's first bytes
     * @return nothing for a content that is no such container
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
