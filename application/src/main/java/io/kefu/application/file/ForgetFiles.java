package io.kefu.application.file;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;

/** Removes all files that a user uploaded, when the user is erased. */
public final class ForgetFiles {
    private final FileRecords records;
    private final FileRemoval removal;

    public ForgetFiles(FileRecords records, FileMentions mentions, FileContents contents) {
        this.records = records;
        this.removal = new FileRemoval(records, mentions, contents);
    }

    /** Removes the files. Blocks. A repeated call removes the files that remained after a failure. */
    public void erase(UserId user) {
        records.uploadedBy(user).map(StoredFile::id).toList().forEach(removal::remove);
    }
}
