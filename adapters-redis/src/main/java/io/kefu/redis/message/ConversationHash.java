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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A conversation's hash as the scripts and {@code HMGET} return it. */
record ConversationHash(ConversationState state) {
    /** The fields in the order in which {@link #of} takes them. */
    static final String[] FIELDS = {
        "ep", "seq", "d1", "r1", "d2", "r2", "sid", "k", "x", "x1", "x2", "c", "a", "b", "u1", "u2", "sf",
    };

    /**
     * Reads the values of {@link #FIELDS} and, after them, how often the partition's data may have lost its tail.
     *
     * @return empty for a conversation in which nothing ever happened
     */
    static Optional<ConversationHash> of(ConversationId conversation, List<? extends @Nullable Object> values) {
        String born = text(values, 0);
        if (born.isEmpty()) {
            return Optional.empty();
        }
        long last = number(values, 1);
        long ofFirst = number(values, 8);
        Cursors first = new Cursors(number(values, 2), number(values, 3));
        Cursors second = new Cursors(number(values, 4), number(values, 5));
        long secondsAboveFirstsRead = (last - ofFirst) - (first.read() - number(values, 9));
        long firstsAboveSecondsRead = ofFirst - number(values, 10);
        long notUnreadByFirst = number(values, 14);
        long notUnreadBySecond = number(values, 15);
        ConversationState state = new ConversationState(
                conversation,
                born + "." + number(values, FIELDS.length),
                last,
                new Progress(first, secondsAboveFirstsRead, secondsAboveFirstsRead - notUnreadByFirst),
                new Progress(second, firstsAboveSecondsRead, firstsAboveSecondsRead - notUnreadBySecond),
                MessageCodec.optional(text(values, 6), suffix -> SessionId.of(conversation, suffix)),
                number(values, 16) + 1,
                MessageCodec.optional(either(values, 11, 12), UserId::new),
                MessageCodec.optional(either(values, 7, 13), UserId::new));
        return Optional.of(new ConversationHash(state));
    }

    /** How often a loss had been noted when the state was read. */
    static String losses(ConversationState state) {
        return state.epoch().substring(state.epoch().indexOf('.') + 1);
    }

    /** The message with the status that follows from how far the other side has got. */
    Message withStatus(Message message) {
        if (message.status() == MessageStatus.RECALLED || message.type() == MessageType.SYSTEM) {
            return message;
        }
        Side side = message.from().equals(state.firstUser()) ? Side.FIRST : Side.SECOND;
        Progress across = state.of(side.other());
        if (message.seq() <= across.read()) {
            return message.with(MessageStatus.READ);
        }
        return message.seq() <= across.delivered() ? message.with(MessageStatus.DELIVERED) : message;
    }

    private static String either(List<? extends @Nullable Object> values, int one, int other) {
        String text = text(values, one);
        return text.isEmpty() ? text(values, other) : text;
    }

    private static String text(List<? extends @Nullable Object> values, int index) {
        Object value = values.get(index);
        return value == null ? "" : (String) value;
    }

    private static long number(List<? extends @Nullable Object> values, int index) {
        String text = text(values, index);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
