package io.kefu.application.file;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.FileCategory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A content that, at its end, settles what the file is for: a category that does not take its type is a refusal at the last
 * moment at which nothing has been stored yet.
 */
final class CategoryAtTheEnd extends FilterInputStream {
    private final UploadFile.Command command;
    private final List<FileCategory> possible;
    private @Nullable FileCategory category;

    /**
     * Wraps a content.
     *
     * @param possible the categories that take its type, the preferred one first
     */
    CategoryAtTheEnd(InputStream content, UploadFile.Command command, List<FileCategory> possible) {
        super(content);
        this.command = command;
        this.possible = possible;
    }

    /** What the file is for, once its content was read to the end. */
    FileCategory category() {
        return Objects.requireNonNull(category);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read < 0) {
            settle();
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
            settle();
        }
        return read;
    }

    private void settle() throws IOException {
        if (category == null) {
            Optional<FileCategory> wanted = command.category().get();
            if (wanted.isPresent() && !possible.contains(wanted.get())) {
                throw DomainException.of(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE, Violation.of("category", Reason.NOT_ALLOWED));
            }
            category = wanted.orElse(possible.getFirst());
        }
    }
}
