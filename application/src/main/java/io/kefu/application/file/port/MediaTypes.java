package io.kefu.application.file.port;

import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;

/** Detects what contents are. Does not block, and touches nothing outside. For many threads. */
public interface MediaTypes {

    /** How many bytes of a content are needed to begin. */
    int HEAD = 65_536;

    /**
     * Begins to detect a content's type.
     *
     * @param head the content's first {@value #HEAD} bytes, or all that there are
     * @param name may tell apart what looks alike from within, such as the formats of office programs, and can never make
     *     anything an image, a sound, a film or a web page
     */
    Detection detect(byte[] head, FileName name);

    /** The detection of one content's type. For one thread. */
    interface Detection {

        /** Whether the type follows from the head, so that nothing else of the content can change it. */
        boolean isSettled();

        /** Takes the content's next bytes after the head, in order. The array is not kept. */
        void update(byte[] bytes, int offset, int length);

        /**
         * The type by what has been read so far, {@code application/octet-stream} where nothing more precise can be said. The
         * whole content has to be read first, unless the type is settled: a film may say at its very end what it is.
         */
        MediaType type();
    }

    /** A detection that needed no more than the head. */
    record Settled(MediaType type) implements Detection {
        @Override
        public boolean isSettled() {
            return true;
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            // The type is known.
        }
    }
}
