package io.kefu.filestore.local;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The first bytes of a stream, up to a given number. Throws {@link EOFException} if the stream ends before that number. */
final class BoundedInputStream extends InputStream {
    private final InputStream stream;
    private long remaining;

    BoundedInputStream(InputStream stream, long length) {
        this.stream = stream;
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (remaining == 0) {
            return -1;
        }
        int read = stream.read(buffer, offset, (int) Math.min(length, remaining));
        if (read < 0) {
            throw new EOFException("The content is shorter than its record says");
        }
        remaining -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
