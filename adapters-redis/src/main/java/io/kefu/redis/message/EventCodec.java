package io.kefu.redis.message;

import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import io.kefu.redis.note.NoteCodec;
import io.kefu.redis.reply.ReplyCodec;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decodes and encodes the texts on channels. A kind of event that this version does not know is ignored. */
final class EventCodec {
    private static final int MESSAGE_FIELDS = 12;

    /** The beginning of the text about a message whose append was traced. The trace context follows in the same line. */
    private static final String TRACED_MESSAGE = "message ";

    private EventCodec() {}

    /** Decodes a text from a conversation's channel. {@code entry.lua} and {@code advance_cursor.lua} publish the first two. */
    static Optional<ConversationEvent> conversation(ConversationId conversation, String text) {
        String[] fields = text.split("\n", MESSAGE_FIELDS);
        return switch (fields[0]) {
            case "message" -> Optional.of(appended(conversation, fields, null));
            case "cursor" ->
                Optional.of(new ConversationEvent.Advanced(
                        conversation,
                        new UserId(fields[1]),
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3]),
                        fields[4].isEmpty() ? null : fields[4]));
            case "typing" -> Optional.of(new ConversationEvent.Typing(conversation, new UserId(fields[1])));
            case "presence" ->
                Optional.of(new ConversationEvent.PresenceChanged(
                        conversation,
                        new UserId(fields[1]),
                        Boolean.parseBoolean(fields[2]),
                        Instant.ofEpochMilli(Long.parseLong(fields[3]))));
            default ->
                fields[0].startsWith(TRACED_MESSAGE)
                        ? Optional.of(appended(conversation, fields, fields[0].substring(TRACED_MESSAGE.length())))
                        : Optional.empty();
        };
    }

    /** Encodes an event that is published but not stored. */
    static String text(ConversationEvent.Transient event) {
        return switch (event) {
            case ConversationEvent.Typing typing -> "typing\n" + typing.by();
            case ConversationEvent.PresenceChanged changed ->
                String.join(
                        "\n",
                        "presence",
                        changed.user().value(),
                        Boolean.toString(changed.isOnline()),
                        Long.toString(changed.since().toEpochMilli()));
        };
    }

    private static ConversationEvent appended(ConversationId conversation, String[] fields, @Nullable String trace) {
        Message message = new Message(
                conversation,
                Long.parseLong(fields[1]),
                Instant.ofEpochMilli(Long.parseLong(fields[2])),
                new UserId(fields[3]),
                fields[9],
                MessageCodec.optional(fields[4], UserId::new),
                MessageCodec.optional(fields[5], suffix -> SessionId.of(conversation, suffix)),
                MessageCodec.type(fields[6]),
                fields[11],
                MessageCodec.optional(fields[10], Metadata::new),
                MessageCodec.optional(fields[7], ClientMessageId::new),
                MessageStatus.SENT);
        return new ConversationEvent.Appended(message, fields[8].isEmpty() ? null : fields[8], trace);
    }

    private static UserEvent noteAdded(String[] fields) {
        return new UserEvent.NoteAdded(new UserId(fields[1]), NoteCodec.note(new SessionId(fields[0]), fields[2]));
    }

    /** Decodes a text from a user's channel. */
    static Optional<UserEvent> user(String text) {
        int space = text.indexOf(' ');
        String word = space < 0 ? text : text.substring(0, space);
        String rest = text.substring(space + 1);
        return switch (word) {
            case "session" -> Optional.of(new UserEvent.SessionChanged(new SessionId(rest)));
            case "tagged" -> Optional.of(new UserEvent.SessionTagged(new SessionId(rest)));
            case "noted" -> Optional.of(noteAdded(rest.split(" ", 3)));
            case "replies" -> Optional.of(new UserEvent.RepliesChanged(ReplyCodec.owner(rest)));
            case "logged_out" -> Optional.of(new UserEvent.LoggedOut());
            case "renamed" -> Optional.of(new UserEvent.Renamed(rest));
            case "pair" -> Optional.of(new UserEvent.PairWritten(new UserId(rest)));
            default -> Optional.empty();
        };
    }
}
