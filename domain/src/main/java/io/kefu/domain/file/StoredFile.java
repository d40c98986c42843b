package io.kefu.domain.file;

import io.kefu.domain.user.UserId;
import java.time.Instant;

/**
 * What is known of a file whose content is stored. Neither it nor its content ever changes.
 *
 * @param name what its uploader calls it
 * @param size how many bytes its content has, at least 1
 * @param type what its content is, by the content itself
 * @param category what it was uploaded for
 * @param sha256 the content's SHA-256 in 64 hexadecimal digits
 * @param uploader who uploaded it
 * @param uploadedAt when, to the millisecond
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
            throw new IllegalArgumentException("Not a file's record");
        }
    }
}
