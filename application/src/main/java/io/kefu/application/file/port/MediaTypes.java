package io.kefu.application.file.port;

import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;

/** Detects the media types of contents. Does not block. Thread-safe. */
public interface MediaTypes {

    /** The number of bytes of a content that a detection needs to start. */
    int HEAD = 65_536;

    /**
     * Begins the detection of a content's type.
     *
     * @param head the first {@value #HEAD} bytes of the content, or the whole content if it is shorter
     * @param name distinguishes formats with the same structure, such as those of office programs. It never leads to the
     *     type of an image, a sound, a video or a web page.
     */
    Detection detect(byte[] head, FileName name);

    /** The detection of one content's type. Not thread-safe. */
    interface Detection {

        /** Whether the head determines the type, so that the rest of the content cannot change it. */
        boolean isFinal();

        /** Processes the next bytes of the content, in order, beginning with the head. The array is not kept. */
        void update(byte[] bytes, int offset, int length);

        /**
         * The type according to the bytes so far; {@code application/octet-stream} if the type is unknown. Unless
         * {@link #isFinal()}, the whole content must be read first, because a video file may list its tracks at the end.
         */
        MediaType type();
    }

    /** A detection whose result follows from the head. */
    record FromHead(MediaType type) implements Detection {
        @Override
        public boolean isFinal() {
            return true;
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            // The type is known.
        }
    }
}
