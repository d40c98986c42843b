package io.kefu.domain.session;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody passed a session on. The note is for those who serve; customers never see any of it.
 *
 * @param from who served it; null for a session that waited
 * @param to who was to serve it then; null for whoever the queue finds
 * @param note 1 to {@value #MAX_NOTE} characters without control characters other than line breaks and tabs; null for none
 */
public record Handover(
        @Nullable UserId from,
        @Nullable UserId to,
        @Nullable String note,
        Instant at) {
    public static final int MAX_NOTE = 1_000;

    /** How many of a session's handovers are kept: the newest. */
    public static final int KEPT = 20;

    public Handover {
        if (note != null) {
            Texts.requireNotBlank("note", note, MAX_NOTE);
            if (note.chars().anyMatch(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0)) {
                throw DomainException.invalid("note", Reason.MALFORMED);
            }
        }
    }
}
