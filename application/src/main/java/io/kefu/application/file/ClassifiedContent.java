package io.kefu.application.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of an upload after its head, which is classified while it is read. The category is decided at the end of
 * the content, before the file is stored, so that a refused file leaves nothing behind.
 */
final class ClassifiedContent extends FilterInputStream {
    private final Classification classification;

    ClassifiedContent(InputStream content, Classification classification) {
        super(content);
        this.classification = classification;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
            classification.decide();
        } else {
            classification.update(buffer, offset, read);
        }
        return read;
    }
}
