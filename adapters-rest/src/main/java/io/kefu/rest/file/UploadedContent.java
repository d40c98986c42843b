package io.kefu.rest.file;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.rest.body.IncomingBody;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.multipart.StreamingFileUpload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file while it arrives. If the connection or the form ends before the file, reading fails with a refusal, so
 * that an incomplete file is never stored.
 */
final class UploadedContent extends FilterInputStream {
    private final StreamingFileUpload file;
    private final IncomingBody body;
    private boolean isAtEnd;

    UploadedContent(StreamingFileUpload file, IncomingBody body) {
        super(file.asInputStream());
        this.file = file;
        this.body = body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(buffer, offset, length);
        } catch (IOException e) {
            isAtEnd = true;
            throw refusal(e);
        }
        isAtEnd = read < 0;
        if (isAtEnd && !file.isComplete()) {
            throw incomplete();
        }
        if (read > 0) {
            body.addRead(read);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        if (isAtEnd) {
            body.endReading();
        } else {
            abort();
        }
        super.close();
    }

    /** Aborts the body. Bytes that arrived before stay in memory until they are read; therefore they are read and discarded. */
    private void abort() {
        body.abort();
        try {
            var unused = super.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | DomainException e) {
            // Reading ends with an exception, because the body was aborted.
        }
    }

    private static DomainException refusal(IOException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ContentLengthExceededException) {
                return DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE);
            }
        }
        return incomplete();
    }

    private static DomainException incomplete() {
        return DomainException.invalid("file", Reason.MALFORMED);
    }
}
