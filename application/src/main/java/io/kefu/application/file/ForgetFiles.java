package io.kefu.application.file;

import io.kefu.application.UseCase;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.user.port.PersonalData;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;

/** Removes all files that a user uploaded, when the user is erased. */
@UseCase
public final class ForgetFiles implements PersonalData {
    private final FileRecords records;
    private final FileRemoval removal;

    public ForgetFiles(FileRecords records, FileMentions mentions, FileContents contents) {
        this.records = records;
        this.removal = new FileRemoval(records, mentions, contents);
    }

    @Override
    public void erase(UserId user, Role role) {
        records.uploadedBy(user).map(StoredFile::id).toList().forEach(removal::remove);
    }
}
