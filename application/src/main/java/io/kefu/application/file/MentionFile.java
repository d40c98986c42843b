package io.kefu.application.file;

import io.kefu.application.UseCase;
import io.kefu.application.access.Principal;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import java.time.InstantSource;

/** Prepares a message that mentions a file. All readers of the message may then read the file. */
@UseCase
public final class MentionFile {
    private final ReadableFiles files;
    private final FileMentions mentions;
    private final InstantSource clock;

    public MentionFile(FileRecords records, FileMentions mentions, InstantSource clock) {
        this.files = new ReadableFiles(records, mentions);
        this.mentions = mentions;
        this.clock = clock;
    }

    /**
     * Records that the conversation is about to mention the file. Blocks. Nobody gets access before the message is in the
     * log.
     *
     * @throws DomainException {@link ErrorCode#FILE_NOT_FOUND} if the file does not exist or the sender may not read it
     */
    public void mention(Principal sender, FileId file, ConversationId conversation) {
        files.find(sender, file);
        mentions.add(file, conversation, clock.instant());
        if (!files.exists(file)) {
            // The file was deleted concurrently, and possibly before this mention was added.
            mentions.removeAll(file);
            throw DomainException.of(ErrorCode.FILE_NOT_FOUND);
        }
    }
}
