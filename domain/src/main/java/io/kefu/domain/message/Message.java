package io.kefu.domain.message;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a conversation's log.
 *
 * @param conversation the log
 * @param seq the place in the log: 1, 2, 3 and so on, without a gap or a repeat; it alone defines order
 * @param timestamp when the entry was stored, to the millisecond, by the store's clock; equal ones are common
 * @param from who wrote it
 * @param senderName the writer's name when it was written
 * @param to whom it was addressed to; null for a customer's message to whoever serves
 * @param session the session that was open; null in a conversation among kefu
 * @param content the text or file id; empty once it was recalled
 * @param metadata what the writer attached; null for nothing, and once it was recalled
 * @param clientMessageId the writer's own id for it; null for none
 * @param status how far it had got when it was read from the log
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

    /** The id by which the API knows the message. */
    public MessageId id() {
        return MessageId.of(conversation, seq, timestamp.toEpochMilli());
    }

    /** The same message under another status. */
    public Message with(MessageStatus changed) {
        return new Message(
                conversation,
                seq,
                timestamp,
                from,
                senderName,
                to,
                session,
                type,
                content,
                metadata,
                clientMessageId,
                changed);
    }

    /** What is left of the message once it was recalled: everything but what was said. */
    public Message recalled() {
        return new Message(
                conversation,
                seq,
                timestamp,
                from,
                senderName,
                to,
                session,
                type,
                "",
                null,
                clientMessageId,
                MessageStatus.RECALLED);
    }
}
