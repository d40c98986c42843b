package io.kefu.application.file;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.Role;

/** Deletes a file permanently. Messages that mention it remain. */
@UseCase
public final class DeleteFile {
    private final ReadableFiles files;
    private final FileRemoval removal;
    private final AuditLog audit;

    public DeleteFile(FileRecords records, FileMentions mentions, FileContents contents, AuditLog audit) {
        this.files = new ReadableFiles(records, mentions);
        this.removal = new FileRemoval(records, mentions, contents);
        this.audit = audit;
    }

    /**
     * Deletes the file. Blocks.
     *
     * @throws DomainException {@link ErrorCode#FILE_NOT_FOUND} if the file does not exist or the caller may not read it;
     *     {@link ErrorCode#FORBIDDEN} if the caller is neither its uploader nor an admin
     */
    public void delete(Principal caller, FileId id) {
        Operation.DELETE_FILE.requireAllowed(caller);
        StoredFile file = files.find(caller, id);
        if (!caller.is(file.uploader()) && caller.role() != Role.ADMIN) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        Act act = Act.of(caller, Action.FILE_DELETED, id.value()).with("uploader_id", file.uploader());
        audit.record(act, () -> removal.remove(id));
    }
}
