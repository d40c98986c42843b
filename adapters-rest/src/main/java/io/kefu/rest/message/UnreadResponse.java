package io.kefu.rest.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.application.connection.CountUnread;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The counts of messages that the caller's side has not read. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Unread", example = """
                {"total": 3, "conversations": [{"conversation_id": "conv_bm90IGEgcmVhbCBp", "unread": 3}]}""")
record UnreadResponse(long total, List<Conversation> conversations) {

    /** The unread messages of one conversation. */
    @Serdeable
    @Schema(name = "UnreadConversation")
    record Conversation(String conversationId, long unread) {}

    static UnreadResponse of(List<CountUnread.Unread> counts) {
        return new UnreadResponse(
                counts.stream().mapToLong(CountUnread.Unread::count).sum(),
                counts.stream()
                        .map(unread -> new Conversation(unread.conversation().value(), unread.count()))
                        .toList());
    }
}
