package io.kefu.rest.stream;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.OptionalLong;

/** Makes answers whose body is produced part by part while it is sent, so that a long body needs no more memory than a short one. */
public final class Parts {
    private Parts() {}

    /**
     * An answer that a browser saves as a file, and that no cache stores. The next part is requested from the iterator after the
     * previous one was sent.
     *
     * @param name the file's name, of ASCII letters and digits
     * @param type the media type
     */
    public static HttpResponse<Streamed> file(String name, String type, Iterator<byte[]> parts) {
        return HttpResponse.ok(new Streamed(() -> new Joined(parts), OptionalLong.empty()))
                .contentType(MediaType.of(type))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + '"')
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static final class Joined extends InputStream {
        private final Iterator<byte[]> parts;
        private byte[] part = {};
        private int at;

        Joined(Iterator<byte[]> parts) {
            this.parts = parts;
        }

        @Override
        public int read() throws IOException {
            return isAtEnd() ? -1 : Byte.toUnsignedInt(part[at++]);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (isAtEnd()) {
                return -1;
            }
            int count = Math.min(length, part.length - at);
            System.arraycopy(part, at, into, from, count);
            at += count;
            return count;
        }

        private boolean isAtEnd() throws IOException {
            try {
                while (at == part.length && parts.hasNext()) {
                    part = parts.next();
                    at = 0;
                }
                return at == part.length;
            } catch (RuntimeException failure) {
                // The status was sent before. The missing last chunk tells the client that the body is incomplete.
                throw new IOException("The rest could not be read", failure);
            }
        }
    }
}
