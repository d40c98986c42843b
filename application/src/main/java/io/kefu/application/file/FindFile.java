package io.kefu.application.file;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.file.port.LinkKey;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import java.time.InstantSource;

/** Finds a file that the caller may read. */
@UseCase
public final class FindFile {
    private final ReadableFiles files;
    private final SignedLinks links;
    private final FileContents contents;
    private final Thumbnails thumbnails;
    private final InstantSource clock;

    public FindFile(
            FileRecords records,
            FileMentions mentions,
            FileContents contents,
            Thumbnails thumbnails,
            LinkKey key,
            InstantSource clock) {
        this.files = new ReadableFiles(records, mentions);
        this.links = new SignedLinks(key);
        this.contents = contents;
        this.thumbnails = thumbnails;
        this.clock = clock;
    }

    /**
     * Finds the file. Blocks.
     *
     * @throws DomainException {@link ErrorCode#FORBIDDEN} if the link is invalid or has ended; {@link
     *     ErrorCode#FILE_NOT_FOUND} if the file does not exist or the caller may not read it
     */
    public FoundFile find(FileAccess access, FileId id) {
        return new FoundFile(record(access, id), contents, thumbnails);
    }

    private StoredFile record(FileAccess access, FileId id) {
        return switch (access) {
            case FileAccess.Login login -> {
                Operation.READ_FILE.requireAllowed(login.caller());
                yield files.find(login.caller(), id);
            }
            case FileAccess.Link link -> {
                if (!links.isValid(id, link, clock.instant())) {
                    throw DomainException.of(ErrorCode.FORBIDDEN);
                }
                yield files.find(id);
            }
        };
    }
}
