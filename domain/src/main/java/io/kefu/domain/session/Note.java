package io.kefu.domain.session;

import io.kefu.domain.text.Texts;
import io.kefu.domain.user.UserId;
import java.time.Instant;

/**
 * A note that a kefu or admin added to a session. Only staff see it.
 *
 * @param content 1 to {@value #MAX_CONTENT} characters without control characters other than line breaks and tabs
 */
public record Note(NoteId id, SessionId session, UserId author, String content, Instant createdAt) {
    public static final int MAX_CONTENT = 2_000;

    public Note {
        Texts.requireLines("content", content, MAX_CONTENT);
    }
}
