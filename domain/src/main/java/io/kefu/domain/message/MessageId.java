package io.kefu.domain.message;

import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.TextValue;
import java.util.Base64;

/**
 * The id of a message. It contains the conversation's key (12 bytes) and the seq (6 bytes), so that no index from ids to
 * messages is needed, and the last 3 bytes of the timestamp in milliseconds, which distinguish two messages with the same
 * seq if a failover of the store gives one seq to two messages.
 *
 * @param value {@code msg_} and 28 characters of URL-safe Base64
 */
public record MessageId(String value) implements TextValue {
    private static final String PREFIX = "msg_";
    private static final int LENGTH = 28;
    private static final int SEQ_BYTES = 6;
    private static final int TIME_BYTES = 3;

    /** The highest seq that an id can contain. */
    public static final long MAX_SEQ = (1L << (8 * SEQ_BYTES)) - 1;

    /** The id contains the time modulo this number. */
    public static final long TIME_MODULUS = 1L << (8 * TIME_BYTES);

    public MessageId {
        if (!value.startsWith(PREFIX) || !Base64Url.isText(value, PREFIX.length(), LENGTH)) {
            throw DomainException.invalid("message_id", Reason.MALFORMED);
        }
    }

    /** The id of the message with a seq and a time in milliseconds since 1970. */
    public static MessageId of(ConversationId conversation, long seq, long timestampMillis) {
        byte[] tail = new byte[SEQ_BYTES + TIME_BYTES];
        write(tail, 0, SEQ_BYTES, seq);
        write(tail, SEQ_BYTES, TIME_BYTES, timestampMillis);
        return new MessageId(PREFIX + conversation.key() + Base64Url.encode(tail));
    }

    public ConversationId conversation() {
        return new ConversationId(
                ConversationId.PREFIX + value.substring(PREFIX.length(), PREFIX.length() + ConversationId.KEY_LENGTH));
    }

    public long seq() {
        return read(tail(), 0, SEQ_BYTES);
    }

    /** The message's time in milliseconds since 1970, modulo {@link #TIME_MODULUS}. */
    public long time() {
        return read(tail(), SEQ_BYTES, TIME_BYTES);
    }

    private byte[] tail() {
        return Base64.getUrlDecoder().decode(value.substring(PREFIX.length() + ConversationId.KEY_LENGTH));
    }

    private static void write(byte[] target, int from, int length, long number) {
        for (int i = 0; i < length; i++) {
            target[from + i] = (byte) (number >>> (8 * (length - 1 - i)));
        }
    }

    private static long read(byte[] source, int from, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = (number << 8) | Byte.toUnsignedLong(source[from + i]);
        }
        return number;
    }

    @Override
    public String toString() {
        return value;
    }
}
