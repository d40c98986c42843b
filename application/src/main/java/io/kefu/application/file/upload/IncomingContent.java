package io.kefu.application.file.upload;

import io.kefu.application.file.port.MediaTypes;
import io.kefu.application.hash.Sha256;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of an upload, which counts and hashes its bytes and detects its media type while the content store reads it.
 * The category is decided when the end of the content is read. Because the content store reads to the end before it
 * publishes the content, a refused upload leaves nothing behind. Not thread-safe.
 */
final class IncomingContent extends InputStream {
    private final InputStream bytes;
    private final UploadFile.Rules rules;
    private final UploadFile.Category requested;
    private final MediaTypes.Detection detection;
    private final MessageDigest sha256 = Sha256.digest();
    private long size;
    private @Nullable FileCategory category;

    /**
     * Reads the head of the content, and refuses what can be refused by the head.
     *
     * @throws DomainException {@link ErrorCode#INVALID_PARAMETER} for an empty content; {@link ErrorCode#PAYLOAD_TOO_LARGE};
     *     {@link ErrorCode#UNSUPPORTED_MEDIA_TYPE} if the head determines a type that no category accepts
     */
    IncomingContent(UploadFile.Command upload, FileName name, MediaTypes types, UploadFile.Rules rules)
            throws IOException {
        this.rules = rules;
        this.requested = upload.category();
        byte[] head = upload.content().readNBytes(MediaTypes.HEAD);
        if (head.length == 0) {
            throw DomainException.invalid("file", Reason.LENGTH, 1, rules.maxBytes());
        }
        requireAllowed(head.length);
        this.bytes = new SequenceInputStream(new ByteArrayInputStream(head), upload.content());
        this.detection = types.detect(head, name);
        if (detection.isFinal()) {
            var unused = acceptingCategories();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = bytes.read(buffer, offset, length);
        if (read < 0) {
            decideCategory();
            return read;
        }
        size += read;
        requireAllowed(size);
        sha256.update(buffer, offset, read);
        detection.update(buffer, offset, read);
        return read;
    }

    private void requireAllowed(long bytesSoFar) {
        if (bytesSoFar > rules.maxBytes()) {
            throw DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE);
        }
    }

    private void decideCategory() throws IOException {
        if (category != null) {
            return;
        }
        List<FileCategory> accepting = acceptingCategories();
        Optional<FileCategory> asked = requested.get();
        if (asked.isPresent() && !accepting.contains(asked.get())) {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, Violation.of("category", Reason.NOT_ALLOWED));
        }
        category = asked.orElse(accepting.getFirst());
    }

    private List<FileCategory> acceptingCategories() {
        List<FileCategory> accepting = rules.categoriesOf(detection.type());
        if (accepting.isEmpty()) {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, Violation.of("file", Reason.NOT_ALLOWED));
        }
        return accepting;
    }

    long size() {
        return size;
    }

    /** The SHA-256 of the bytes, in hexadecimal digits. Call it once, after the whole content was read. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** The detected type. Call it after the whole content was read. */
    MediaType type() {
        return detection.type();
    }

    /** The category. Call it after the whole content was read. */
    FileCategory category() {
        return Objects.requireNonNull(category);
    }
}
