package io.kefu.application.file;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.Role;

/** Deletes a file for good. Messages that name it stay, and name nothing. */
public final class DeleteFile {
    private final ReadableFiles files;
    private final FileRemoval removal;

    public DeleteFile(FileRecords records, FileMentions mentions, FileContents contents) {
        this.files = new ReadableFiles(records, mentions);
        this.removal = new FileRemoval(records, mentions, contents);
    }

    /**
     * Deletes. Blocks.
     *
     * @throws DomainException {@link ErrorCode#FILE_NOT_FOUND} for a file that is not there or that the caller may not read;
     *     {@link ErrorCode#FORBIDDEN} for another's, unless the caller is an admin
     */
    public void delete(Principal caller, FileId id) {
        Operation.DELETE_FILE.requireAllowed(caller);
        StoredFile file = files.find(caller, id);
        if (!caller.is(file.uploader()) && caller.role() != Role.ADMIN) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        removal.remove(id);
    }
}
