package io.kefu.domain.file;

import io.kefu.domain.user.UserId;
import java.time.Instant;

/**
 * The record of a file whose content is stored. Neither the record nor the content ever changes.
 *
 * @param size the size of the content in bytes, at least 1
 * @param type the type of the content, detected from its bytes
 * @param sha256 the SHA-256 of the content in 64 hexadecimal digits
 * @param uploadedAt the time of the upload, to the millisecond
 */
public record StoredFile(
        FileId id,
        FileName name,
        long size,
        MediaType type,
        FileCategory category,
        String sha256,
        UserId uploader,
        Instant uploadedAt) {
    public StoredFile {
        if (size < 1 || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("The size or the SHA-256 is not valid");
        }
    }
}
