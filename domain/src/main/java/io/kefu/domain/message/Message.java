package io.kefu.domain.message;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a conversation's log.
 *
 * @param seq the number of the entry in the log: 1, 2, 3 and so on without a gap; it alone defines the order
 * @param timestamp when the entry was stored, to the millisecond; entries often have the same time
 * @param senderName the sender's name when the message was sent
 * @param to the recipient; null for a customer's message while no kefu serves
 * @param session the session that was open; null for none, and in a pair conversation
 * @param content the text, or the id of a file; empty after a recall
 * @param metadata what the sender attached; null for none, and after a recall
 * @param clientMessageId the client's own id of the message; null for none
 * @param status the status when the entry was read from the log
 */
public record Message(
        ConversationId conversation,
        long seq,
        Instant timestamp,
        UserId from,
        String senderName,
        @Nullable UserId to,
        @Nullable SessionId session,
        MessageType type,
        String content,
        @Nullable Metadata metadata,
        @Nullable ClientMessageId clientMessageId,
        MessageStatus status) {

    /** How many code points of a message lists show. */
    public static final int PREVIEW = 120;

    /** The beginning of the content that lists show. */
    public String preview() {
        return Texts.beginning(content, PREVIEW);
    }

    /** The id that the API uses for the message. */
    public MessageId id() {
        return MessageId.of(conversation, seq, timestamp.toEpochMilli());
    }

    public Message with(MessageStatus changed) {
        return with(content, metadata, changed);
    }

    /** The tombstone of the message: the message without its content and metadata. */
    public Message recalled() {
        return with("", null, MessageStatus.RECALLED);
    }

    private Message with(String newContent, @Nullable Metadata newMetadata, MessageStatus newStatus) {
        return new Message(
                conversation,
                seq,
                timestamp,
                from,
                senderName,
                to,
                session,
                type,
                newContent,
                newMetadata,
                clientMessageId,
                newStatus);
    }
}
