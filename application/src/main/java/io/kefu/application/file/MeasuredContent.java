package io.kefu.application.file;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and hashes a content as it is read, and ends it with a refusal as soon as it is too long. */
final class MeasuredContent extends FilterInputStream {
    private final MessageDigest sha256 = FileIds.sha256();
    private final long limit;
    private long size;

    MeasuredContent(InputStream content, long limit) {
        super(content);
        this.limit = limit;
    }

    /** How many bytes have been read. */
    long size() {
        return size;
    }

    /** The SHA-256 of what has been read, in hexadecimal digits; asked once, in the end. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            size += read;
            if (size > limit) {
                throw DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE);
            }
            sha256.update(buffer, offset, read);
        }
        return read;
    }

    /** Skipped bytes would not be counted, so none are. */
    @Override
    public long skip(long n) {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
