package io.kefu.domain.message;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.file.FileId;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.Metadata;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sender wants to say, before it has a place in a log.
 *
 * @param type anything but {@link MessageType#SYSTEM}
 * @param content 1 to {@value #MAX_CONTENT} characters (Unicode code points) that are not all white space
 * @param metadata null for none
 * @param clientMessageId null when the send need not be idempotent
 */
public record Draft(
        MessageType type,
        String content,
        @Nullable Metadata metadata,
        @Nullable ClientMessageId clientMessageId) {
    public static final int MAX_CONTENT = 4_000;

    public Draft {
        if (type == MessageType.SYSTEM) {
            throw DomainException.invalid("msg_type", Reason.NOT_ALLOWED);
        }
        Texts.requireNotBlank("content", content, MAX_CONTENT);
    }

    /** The file that it names; none for words, or where the content is no file's id. */
    public Optional<FileId> file() {
        return type.isMedia() ? FileId.named(content) : Optional.empty();
    }
}
