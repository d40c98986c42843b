package io.kefu.application.file;

import io.kefu.application.access.Principal;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.Role;

/** Decides who may read a file: its uploader, the readers of a message that mentions it, and admins. */
record ReadableFiles(FileRecords records, FileMentions mentions) {
    /**
     * Finds a file for a caller.
     *
     * @throws DomainException {@link ErrorCode#FILE_NOT_FOUND} if the file does not exist or the caller may not read it
     */
    StoredFile find(Principal caller, FileId id) {
        StoredFile file = find(id);
        if (caller.is(file.uploader()) || caller.role() == Role.ADMIN || mentions.isMentionedFor(caller, id)) {
            return file;
        }
        throw DomainException.of(ErrorCode.FILE_NOT_FOUND);
    }

    boolean exists(FileId id) {
        return records.find(id).isPresent();
    }

    /** Finds a file without checking who may read it. */
    StoredFile find(FileId id) {
        return records.find(id).orElseThrow(() -> DomainException.of(ErrorCode.FILE_NOT_FOUND));
    }
}
