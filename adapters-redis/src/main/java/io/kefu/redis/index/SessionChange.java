package io.kefu.redis.index;

import io.kefu.redis.Fields;
import io.lettuce.core.StreamMessage;
import java.util.Map;

/**
 * An entry of an index queue about a session whose values in the index have changed.
 *
 * @param conversation the key of the conversation
 * @param suffix the suffix of the session's id
 * @param openedAt when the session was opened, in milliseconds
 * @param former the values before the change; empty for a new session
 * @param present the values after the change; empty for a session that was erased
 */
public record SessionChange(String conversation, String suffix, String openedAt, String former, String present) {
    /** Whether an entry of an index queue is about a session. */
    public static boolean isIn(StreamMessage<String, String> entry) {
        return entry.getBody().containsKey(Fields.QueuedSession.SUFFIX);
    }

    /** Reads an entry of an index queue. */
    public static SessionChange of(StreamMessage<String, String> entry) {
        Map<String, String> fields = entry.getBody();
        return new SessionChange(
                Fields.required(fields, Fields.QueuedSession.CONVERSATION),
                Fields.required(fields, Fields.QueuedSession.SUFFIX),
                Fields.required(fields, Fields.QueuedSession.OPENED_AT),
                Fields.required(fields, Fields.QueuedSession.FORMER),
                Fields.required(fields, Fields.QueuedSession.PRESENT));
    }

    /** The id of the session, which is a member of the index. */
    String member() {
        return "sess_" + conversation + suffix;
    }
}
