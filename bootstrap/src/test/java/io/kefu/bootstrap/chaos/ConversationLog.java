package io.kefu.bootstrap.chaos;

import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of a conversation as the API returns it.
 *
 * @param entries in ascending order of their seqs
 */
record ConversationLog(String conversation, String customer, List<LogEntry> entries) {
    private static final int PAGE_SIZE = 100;

    /**
     * An entry of the log.
     *
     * @param clientId the client message id; empty for none
     * @param recalledSeq the seq of the recalled message for a system entry; 0 for a message
     */
    record LogEntry(long seq, String messageId, String from, String content, String clientId, long recalledSeq) {
        boolean isOfSystem() {
            return recalledSeq > 0;
        }
    }

    /** Reads the whole log. */
    static ConversationLog read(Api api, String admin, String conversation, String customer) {
        List<LogEntry> newestFirst = new ArrayList<>();
        long total = 1;
        for (int page = 1; (page - 1L) * PAGE_SIZE < total; page++) {
            Answer answer =
                    api.get(admin, "/api/messages/history/" + customer + "?page=" + page + "&page_size=" + PAGE_SIZE);
            if (answer.status() != 200) {
                throw new IllegalStateException(answer.toString());
            }
            total = answer.node("total").getLongValue();
            for (JsonNode message : answer.node("messages").values()) {
                newestFirst.add(entry(message));
            }
        }
        return new ConversationLog(conversation, customer, newestFirst.reversed());
    }

    private static LogEntry entry(JsonNode message) {
        boolean isOfSystem = text(message, "msg_type").equals("system");
        @Nullable JsonNode metadata = message.get("metadata");
        @Nullable JsonNode recalled = metadata == null ? null : metadata.get("seq");
        return new LogEntry(
                number(message.get("seq")),
                text(message, "message_id"),
                text(message, "from_user_id"),
                text(message, "content"),
                text(message, "client_msg_id"),
                isOfSystem ? number(recalled) : 0);
    }

    private static String text(JsonNode object, String field) {
        @Nullable JsonNode value = object.get(field);
        return value == null || value.isNull() ? "" : value.coerceStringValue();
    }

    private static long number(@Nullable JsonNode value) {
        return value == null ? 0 : value.getLongValue();
    }

    /** The highest seq; 0 for an empty log. */
    long last() {
        return entries.isEmpty() ? 0 : entries.getLast().seq();
    }
}
