package io.kefu.redis.message;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Fields.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads messages from log entries. {@link Entry} has the names of the fields. */
public final class MessageCodec {
    private MessageCodec() {}

    /** The letter of a type, as log entries, events and counts have it. */
    static String letter(MessageType type) {
        return switch (type) {
            case TEXT -> "t";
            case IMAGE -> "i";
            case FILE -> "f";
            case VOICE -> "a";
            case VIDEO -> "v";
            case SYSTEM -> "s";
        };
    }

    /** The type with a letter. */
    public static MessageType type(String letter) {
        return switch (letter) {
            case "t" -> MessageType.TEXT;
            case "i" -> MessageType.IMAGE;
            case "f" -> MessageType.FILE;
            case "a" -> MessageType.VOICE;
            case "v" -> MessageType.VIDEO;
            case "s" -> MessageType.SYSTEM;
            default -> throw new IllegalStateException("A log entry has the unknown type " + letter);
        };
    }

    /** The message that a log entry with these fields holds. */
    public static Message message(ConversationId conversation, long seq, Map<String, String> fields) {
        return new Message(
                conversation,
                seq,
                Instant.ofEpochMilli(Long.parseLong(required(fields, Entry.TIME))),
                new UserId(required(fields, Entry.FROM)),
                required(fields, Entry.NAME),
                optional(required(fields, Entry.TO), UserId::new),
                optional(required(fields, Entry.SESSION), suffix -> SessionId.of(conversation, suffix)),
                type(required(fields, Entry.TYPE)),
                required(fields, Entry.CONTENT),
                optional(required(fields, Entry.METADATA), Metadata::new),
                optional(required(fields, Entry.CLIENT_ID), ClientMessageId::new),
                fields.containsKey(Entry.RECALLED) ? MessageStatus.RECALLED : MessageStatus.SENT);
    }

    /** The fields of a log entry that holds this message, as names and values in turn; without its count and its recall. */
    public static List<String> fields(Message message) {
        return List.of(
                Entry.FROM,
                message.from().value(),
                Entry.TO,
                text(message.to()),
                Entry.TYPE,
                letter(message.type()),
                Entry.SESSION,
                message.session() == null ? "" : message.session().suffix(),
                Entry.NAME,
                message.senderName(),
                Entry.METADATA,
                message.metadata() == null ? "" : message.metadata().json(),
                Entry.CONTENT,
                message.content(),
                Entry.CLIENT_ID,
                text(message.clientMessageId()),
                Entry.TIME,
                Long.toString(message.timestamp().toEpochMilli()));
    }

    /** The seq in the id of a log entry, which is {@code seq-0}. */
    public static long seq(String entryId) {
        return Long.parseLong(entryId.substring(0, entryId.indexOf('-')));
    }

    /** Parses a text; null for an empty one. */
    static <T> @Nullable T optional(String text, Function<String, T> parser) {
        return text.isEmpty() ? null : parser.apply(text);
    }

    /** The text that represents a value in Redis; empty for null. */
    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("A log entry lacks its field " + name);
        }
        return value;
    }
}
