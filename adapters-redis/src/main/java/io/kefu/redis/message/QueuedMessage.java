package io.kefu.redis.message;

import io.kefu.redis.Fields;
import io.lettuce.core.StreamMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An entry of an index queue about a message.
 *
 * @param conversation the key of the conversation
 * @param staff the kefu and admins who take part
 * @param isPair whether the conversation is a pair's
 * @param type the letter of the message's type; empty for a message that was counted before
 * @param author the kefu or admin who wrote to a customer; empty for other messages
 * @param responseTime the time from the assignment of the session to this first message of its kefu, in milliseconds; empty for
 *     other messages
 */
record QueuedMessage(
        String conversation,
        String seq,
        Instant time,
        List<String> staff,
        boolean isPair,
        String type,
        String author,
        String responseTime) {

    static QueuedMessage of(StreamMessage<String, String> entry) {
        Map<String, String> fields = entry.getBody();
        String staff = Fields.required(fields, Fields.QueuedMessage.STAFF);
        return new QueuedMessage(
                Fields.required(fields, Fields.QueuedMessage.CONVERSATION),
                Fields.required(fields, Fields.QueuedMessage.SEQ),
                Instant.ofEpochMilli(Long.parseLong(Fields.required(fields, Fields.QueuedMessage.TIME))),
                staff.isEmpty() ? List.of() : List.of(staff.split(" ", -1)),
                fields.containsKey(Fields.QueuedMessage.PAIR),
                fields.getOrDefault(Fields.QueuedMessage.TYPE, ""),
                fields.getOrDefault(Fields.QueuedMessage.AUTHOR, ""),
                fields.getOrDefault(Fields.QueuedMessage.RESPONSE_TIME, ""));
    }
}
