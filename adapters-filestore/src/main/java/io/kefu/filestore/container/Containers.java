package io.kefu.filestore.container;

import java.util.Optional;

/** The container formats whose structure can be read. */
public final class Containers {
    private Containers() {}

    /**
     * Creates a reader for a content. The caller passes the whole content to it, including the head.
     *
     * @param head the first bytes of the content
     * @return empty if no reader accepts the content
     */
    public static Optional<ContainerReader> readerOf(byte[] head) {
        if (IsoMediaReader.accepts(head)) {
            return Optional.of(new IsoMediaReader());
        }
        if (MatroskaReader.accepts(head)) {
            return Optional.of(new MatroskaReader());
        }
        return OggReader.accepts(head) ? Optional.of(new OggReader()) : Optional.empty();
    }
}
