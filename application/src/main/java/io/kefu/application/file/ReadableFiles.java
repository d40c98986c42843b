package io.kefu.application.file;

import io.kefu.application.access.Principal;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.Role;

/** Who may read a file: its uploader, who may read a message that names it, and admins. */
final class ReadableFiles {
    private final FileRecords records;
    private final FileMentions mentions;

    ReadableFiles(FileRecords records, FileMentions mentions) {
        this.records = records;
        this.mentions = mentions;
    }

    /** The file; {@link ErrorCode#FILE_NOT_FOUND} alike for one that is not there and one that the caller may not read. */
    StoredFile find(Principal caller, FileId id) {
        StoredFile file = find(id);
        if (caller.is(file.uploader()) || caller.role() == Role.ADMIN || mentions.isNamedFor(caller, id)) {
            return file;
        }
        throw DomainException.of(ErrorCode.FILE_NOT_FOUND);
    }

    /** Whether the file is there. */
    boolean isThere(FileId id) {
        return records.find(id).isPresent();
    }

    /** The file, for somebody who may read it. */
    StoredFile find(FileId id) {
        return records.find(id).orElseThrow(() -> DomainException.of(ErrorCode.FILE_NOT_FOUND));
    }
}
