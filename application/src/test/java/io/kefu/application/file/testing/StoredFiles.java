package io.kefu.application.file.testing;

import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import java.time.Instant;

/** Builds records of files for tests. */
public final class StoredFiles {
    private StoredFiles() {}

    /** A text file of one byte. */
    public static StoredFile text(FileId id, UserId uploader, Instant uploadedAt) {
        return new StoredFile(
                id,
                FileName.of("a"),
                1,
                new MediaType("text/plain"),
                FileCategory.FILE,
                "0".repeat(64),
                uploader,
                uploadedAt);
    }
}
