package io.kefu.redis.message;

import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.port.MessageLog.Progress;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Fields.Conversation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state that a conversation's hash describes. */
record ConversationHash(ConversationState state) {

    /**
     * Reads a conversation's hash.
     *
     * @param lastLoss the mark of the last time when the partition's data may have lost their newest entries; null for never
     * @return empty for a conversation in which nothing happened yet
     */
    static Optional<ConversationHash> of(
            ConversationId conversation, Map<String, String> fields, @Nullable String lastLoss) {
        if (!fields.containsKey(Conversation.EPOCH)) {
            return Optional.empty();
        }
        long last = number(fields, Conversation.LAST_SEQ);
        long byFirst = number(fields, Conversation.BY_FIRST);
        Cursors first =
                new Cursors(number(fields, Conversation.FIRST_DELIVERED), number(fields, Conversation.FIRST_READ));
        Cursors second =
                new Cursors(number(fields, Conversation.SECOND_DELIVERED), number(fields, Conversation.SECOND_READ));
        long bySecondUntilFirstRead = first.read() - number(fields, Conversation.BY_FIRST_UNTIL_FIRST_READ);
        long aboveFirstRead = last - byFirst - bySecondUntilFirstRead;
        long aboveSecondRead = byFirst - number(fields, Conversation.BY_FIRST_UNTIL_SECOND_READ);
        ConversationState state = new ConversationState(
                conversation,
                text(fields, Conversation.EPOCH) + "." + (lastLoss == null ? "0" : lastLoss),
                last,
                new Progress(first, aboveFirstRead, aboveFirstRead - number(fields, Conversation.UNCOUNTED_FOR_FIRST)),
                new Progress(
                        second, aboveSecondRead, aboveSecondRead - number(fields, Conversation.UNCOUNTED_FOR_SECOND)),
                MessageCodec.optional(text(fields, Conversation.SESSION), suffix -> SessionId.of(conversation, suffix)),
                number(fields, Conversation.BEFORE_SESSION) + 1,
                MessageCodec.optional(either(fields, Conversation.CUSTOMER, Conversation.FIRST_OF_PAIR), UserId::new),
                MessageCodec.optional(either(fields, Conversation.KEFU, Conversation.SECOND_OF_PAIR), UserId::new));
        return Optional.of(new ConversationHash(state));
    }

    /** The mark of the last loss that was known when the state was read; {@code 0} for none. */
    static String lastLoss(ConversationState state) {
        return state.epoch().substring(state.epoch().indexOf('.') + 1);
    }

    /** Returns the message with the status that follows from the cursors of the other side. */
    Message withStatus(Message message) {
        if (message.status() == MessageStatus.RECALLED || message.type() == MessageType.SYSTEM) {
            return message;
        }
        Side side = message.from().equals(state.firstUser()) ? Side.FIRST : Side.SECOND;
        Progress reader = state.of(side.other());
        if (message.seq() <= reader.read()) {
            return message.with(MessageStatus.READ);
        }
        return message.seq() <= reader.delivered() ? message.with(MessageStatus.DELIVERED) : message;
    }

    private static String either(Map<String, String> fields, String one, String other) {
        String text = text(fields, one);
        return text.isEmpty() ? text(fields, other) : text;
    }

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }
}
