package io.kefu.domain.session;

import io.kefu.domain.text.Texts;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transfer of a session to another kefu or back to the queue. Only staff see it.
 *
 * @param from the kefu who served the session; null for a waiting session
 * @param to the kefu who gets the session; null for the queue
 * @param note 1 to {@value #MAX_NOTE} characters without control characters other than line breaks and tabs; null for none
 */
public record Transfer(
        @Nullable UserId from,
        @Nullable UserId to,
        @Nullable String note,
        Instant at) {
    public static final int MAX_NOTE = 1_000;

    /** How many transfers of a session are kept. */
    public static final int KEPT = 20;

    public Transfer {
        if (note != null) {
            Texts.requireLines("note", note, MAX_NOTE);
        }
    }
}
