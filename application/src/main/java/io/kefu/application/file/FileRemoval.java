package io.kefu.application.file;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.file.FileId;

/**
 * Removes files. The record goes first: what is left if the process dies in between is a content without a record, which
 * nobody can see and the sweep removes.
 */
final class FileRemoval {
    private final FileRecords records;
    private final FileMentions mentions;
    private final FileContents contents;

    FileRemoval(FileRecords records, FileMentions mentions, FileContents contents) {
        this.records = records;
        this.mentions = mentions;
        this.contents = contents;
    }

    void remove(FileId id) {
        records.remove(id);
        mentions.forget(id);
        contents.delete(id);
    }
}
