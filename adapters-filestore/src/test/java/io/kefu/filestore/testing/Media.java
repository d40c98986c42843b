package io.kefu.filestore.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Small audio, video and picture files, most of them made with ffmpeg and the MediaRecorder of browsers. */
public final class Media {
    private Media() {}

    /** Reads a file of the resource folder {@code media}. */
    public static byte[] read(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(Media.class.getResourceAsStream("/media/" + file), file)) {
            return in.readAllBytes();
        }
    }
}
