package io.kefu.rest.csv;

import io.micronaut.http.MediaType;
import io.micronaut.http.server.types.files.StreamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;

/** Answers that are made while they are sent, a part at a time, so that a long one needs no more memory than a short one. */
public final class Parts {
    private Parts() {}

    /** A file to be kept by whoever asked; the next part is made once the last one is on its way. */
    public static StreamedFile file(String name, String type, Iterator<byte[]> parts) {
        return new StreamedFile(new Joined(parts), MediaType.of(type)).attach(name);
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
                // The answer has begun: its end without the last chunk tells that something is missing.
                throw new IOException("The rest could not be read", failure);
            }
        }
    }
}
