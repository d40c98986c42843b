package io.kefu.application.file;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.file.FileId;

/**
 * Removes files. The record is removed first. If the process dies before the content is deleted, the content is an orphan
 * that nobody can read, and the sweep deletes it.
 */
public record FileRemoval(FileRecords records, FileMentions mentions, FileContents contents) {
    /** Removes a file. Blocks. */
    public void remove(FileId id) {
        records.remove(id);
        mentions.removeAll(id);
        contents.delete(id);
    }
}
