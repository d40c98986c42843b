package io.kefu.filestore.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Small recordings and films, made with ffmpeg and a browser's MediaRecorder. */
public final class Media {
    private Media() {}

    /** The content of a file among the resources. */
    public static byte[] read(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(Media.class.getResourceAsStream("/media/" + file), file)) {
            return in.readAllBytes();
        }
    }
}
