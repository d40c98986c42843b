package io.kefu.application.file;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.file.FileId;
import io.kefu.domain.user.User;
import java.util.List;

/** Removes what a user has uploaded when the user is erased. */
public final class ForgetFiles {
    private final FileRecords records;
    private final FileRemoval removal;

    public ForgetFiles(FileRecords records, FileMentions mentions, FileContents contents) {
        this.records = records;
        this.removal = new FileRemoval(records, mentions, contents);
    }

    /** Removes it all. May be repeated. */
    public void erase(User user) {
        List<FileId> group =
                List.copyOf(records.inGroup(FileIds.groupOf(user.id())).keySet());
        group.stream()
                .filter(id -> records.find(id)
                        .filter(file -> file.uploader().equals(user.id()))
                        .isPresent())
                .forEach(removal::remove);
    }
}
