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
 * A file's content as it comes in. One that breaks off, with the connection or with the form around it, does not end but is
 * refused, so that half a file is never taken for a whole one.
 */
final class UploadedContent extends FilterInputStream {
    private final StreamingFileUpload file;
    private final @Nullable IncomingBody body;
    private boolean isOver;

    /**
     * Wraps a file.
     *
     * @param body the body it is part of; null if that came in as a whole
     */
    UploadedContent(StreamingFileUpload file, @Nullable IncomingBody body) {
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
            isOver = true;
            throw refusal(e);
        }
        isOver = read < 0;
        if (read < 0 && !file.isComplete()) {
            throw broken();
        }
        if (read > 0 && body != null) {
            body.taken(read);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        if (isOver) {
            if (body != null) {
                body.readToTheEnd();
            }
        } else {
            breakOff();
        }
        super.close();
    }

    /** What has come in is held until somebody reads it; so it is read, up to where it ends now. */
    private void breakOff() {
        if (body != null) {
            body.breakOff();
        }
        try {
            var unused = super.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | DomainException e) {
            // As it was to be.
        }
    }

    private static DomainException refusal(IOException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ContentLengthExceededException) {
                return DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE);
            }
        }
        return broken();
    }

    private static DomainException broken() {
        return DomainException.invalid("file", Reason.MALFORMED);
    }
}
