package io.kefu.application.note.port;

import io.kefu.domain.session.Note;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.Set;

/**
 * Stores the notes of each session, as long as the session. Each call blocks for one round trip. A store that does not answer
 * in time throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface Notes {
    /** How many notes a session can have. */
    int MAX_OF_SESSION = 200;

    /**
     * Adds a note to its session.
     *
     * @param staff the kefu and admins who are notified
     */
    Added add(Note note, UserId customer, Set<UserId> staff);

    /** All notes of a session, newest first; empty for a session that does not exist. */
    List<Note> of(SessionId session);

    /** The result of adding a note. */
    enum Added {
        DONE,
        /** The session does not exist. */
        NO_SESSION,
        /** The session has {@value #MAX_OF_SESSION} notes. */
        TOO_MANY
    }
}
