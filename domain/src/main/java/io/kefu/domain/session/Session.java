package io.kefu.domain.session;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One matter of a customer's, from its opening to its end: a stretch of the conversation's log.
 *
 * @param kefu who serves it, or served it last; null while nobody did
 * @param type what it is about: the skill that its kefu must have
 * @param closedAt null while it is open
 * @param metadata what whoever opened it attached; null for nothing
 * @param messages how many messages were written in it, the service's own entries left out
 */
public record Session(
        SessionId id,
        UserId customer,
        @Nullable UserId kefu,
        SessionState state,
        String type,
        Instant createdAt,
        @Nullable Instant closedAt,
        @Nullable Metadata metadata,
        long messages) {
    /** The type of a session that names none. */
    public static final String DEFAULT_TYPE = "customer_service";

    /** What types look like. */
    public static final String TYPE_PATTERN = "[A-Za-z0-9_.-]{1,32}";

    /** The conversation that the session is part of. */
    public ConversationId conversation() {
        return id.conversation();
    }
}
