package io.kefu.application.file.port;

import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;

/** Detects the media types of contents. Does not block, and has no side effects. Thread-safe. */
public interface MediaTypes {

    /** How many bytes at the beginning of a content a detection needs to start. */
    int HEAD = 65_536;

    /**
     * Begins to detect a content's type.
     *
     * @param head the content's first {@value #HEAD} bytes, or all that there are
     * @param name may tell apart what looks alike from within, such as the formats of office programs, and can never make
     *     anything an image, a sound, a film or a web page
     */
    Detection detect(byte[] head, FileName name);

    /** The detection of one content's type. Not thread-safe. */
    interface Detection {

        /** Whether the head determines the type, so that the rest of the content cannot change it. */
        boolean isSettled();

        /** Processes the content's next bytes after the head, in order. The array is not kept. */
        void update(byte[] bytes, int offset, int length);

        /**
         * The type according to the bytes so far; {@code application/octet-stream} if the type is unknown. Unless the
         * type is settled, the whole content must be read first, because a video file may list its tracks at the end.
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
