package io.kefu.domain.message;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.FileId;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.Metadata;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as its sender wrote it, before it is in a log.
 *
 * @param type anything but {@link MessageType#SYSTEM}
 * @param content 1 to {@value #MAX_CONTENT} characters (Unicode code points) that are not all white space
 * @param metadata what the sender attached; null for none
 * @param clientMessageId null if repeating the send stores the message again
 */
public record Draft(
        MessageType type,
        String content,
        @Nullable Metadata metadata,
        @Nullable ClientMessageId clientMessageId) {
    public static final int MAX_CONTENT = 4_000;

    /** A message may name its file by this path and the id, as well as by the id alone. */
    private static final String FILE_PATH = "/api/files/";

    public Draft {
        if (type == MessageType.SYSTEM) {
            throw DomainException.invalid("msg_type", Reason.NOT_ALLOWED);
        }
        Texts.requireNotBlank("content", content, MAX_CONTENT);
    }

    /** A draft without metadata and without a client message id. */
    public static Draft of(MessageType type, String content) {
        return new Draft(type, content, null, null);
    }

    /** The file that the message mentions; empty for a text, and if the content is neither the id nor the path of a file. */
    public Optional<FileId> file() {
        return type.isMedia() ? mentionedFile(content) : Optional.empty();
    }

    /** The file that the content of a media message mentions; empty if the content is neither the id nor the path of a file. */
    public static Optional<FileId> mentionedFile(String content) {
        return FileId.parse(content.startsWith(FILE_PATH) ? content.substring(FILE_PATH.length()) : content);
    }
}
