package io.kefu.application.file;

import io.kefu.application.access.Principal;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import java.time.InstantSource;

/** Lets a message name a file, by which everybody who may read the message may read the file. */
public final class NameFile {
    private final ReadableFiles files;
    private final FileMentions mentions;
    private final InstantSource clock;

    public NameFile(FileRecords records, FileMentions mentions, InstantSource clock) {
        this.files = new ReadableFiles(records, mentions);
        this.mentions = mentions;
        this.clock = clock;
    }

    /**
     * Prepares a message in this conversation. Blocks. Whether it is then really written decides the conversation's log;
     * until then nobody may read more than before.
     *
     * @throws DomainException {@link ErrorCode#FILE_NOT_FOUND} for a file that is not there or that the sender may not read
     */
    public void name(Principal sender, FileId file, ConversationId conversation) {
        files.find(sender, file);
        mentions.note(file, conversation, clock.instant());
        if (!files.isThere(file)) {
            // Deleted meanwhile, with what was noted by then.
            mentions.forget(file);
            throw DomainException.of(ErrorCode.FILE_NOT_FOUND);
        }
    }
}
