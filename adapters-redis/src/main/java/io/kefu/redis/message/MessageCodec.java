package io.kefu.redis.message;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import io.kefu.redis.script.Reply;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How messages are written in log entries: one letter a field, so that entries stay small. */
public final class MessageCodec {
    private MessageCodec() {}

    /** The letter of a type. */
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

    /** The type of a letter. */
    public static MessageType type(String letter) {
        return switch (letter) {
            case "t" -> MessageType.TEXT;
            case "i" -> MessageType.IMAGE;
            case "f" -> MessageType.FILE;
            case "a" -> MessageType.VOICE;
            case "v" -> MessageType.VIDEO;
            case "s" -> MessageType.SYSTEM;
            default -> throw new IllegalStateException("A log entry of an unknown type");
        };
    }

    /** Reads an entry whose fields come as a script returns them: id, then names and values in turn. */
    static Message entry(ConversationId conversation, List<? extends @Nullable Object> idAndFields) {
        Reply entry = new Reply(idAndFields);
        return fields(conversation, seq(entry.text(0)), entry.list(1).items());
    }

    /** Reads an entry's fields, names and values in turn. */
    static Message fields(ConversationId conversation, long seq, List<? extends @Nullable Object> namesAndValues) {
        Map<String, String> fields = HashMap.newHashMap(namesAndValues.size() / 2);
        Reply texts = new Reply(namesAndValues);
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            fields.put(texts.text(i), texts.text(i + 1));
        }
        return fields(conversation, seq, fields);
    }

    /** Reads an entry's fields. */
    static Message fields(ConversationId conversation, long seq, Map<String, String> fields) {
        return new Message(
                conversation,
                seq,
                Instant.ofEpochMilli(Long.parseLong(required(fields, "w"))),
                new UserId(required(fields, "f")),
                required(fields, "n"),
                optional(required(fields, "o"), UserId::new),
                optional(required(fields, "s"), suffix -> SessionId.of(conversation, suffix)),
                type(required(fields, "t")),
                required(fields, "b"),
                optional(required(fields, "m"), Metadata::new),
                optional(required(fields, "i"), ClientMessageId::new),
                fields.containsKey("r") ? MessageStatus.RECALLED : MessageStatus.SENT);
    }

    /** The seq that a stream entry's id stands for. */
    static long seq(String entryId) {
        return Long.parseLong(entryId.substring(0, entryId.indexOf('-')));
    }

    /** What a text stands for; null for an empty one. */
    static <T> @Nullable T optional(String text, Function<String, T> parser) {
        return text.isEmpty() ? null : parser.apply(text);
    }

    /** What is written for a value; empty for null. */
    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("A log entry without its field " + name);
        }
        return value;
    }
}
