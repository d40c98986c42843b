package io.kefu.application.note;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.note.port.Notes;
import io.kefu.application.session.SessionRights;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.NoteId;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Adds a note to a session, which may be closed. Kefu may add notes to the sessions of customers whom they serve or served, an
 * admin to every session. Customers do not see notes.
 */
@UseCase
public final class AddNote {
    private final SessionStore sessions;
    private final Notes notes;
    private final Secrets secrets;
    private final InstantSource clock;

    public AddNote(SessionStore sessions, Notes notes, Secrets secrets, InstantSource clock) {
        this.sessions = sessions;
        this.notes = notes;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Adds the note, and notifies the staff who work with the session.
     *
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist, {@link
     *     ErrorCode#FORBIDDEN} for a kefu who never served its customer, {@link ErrorCode#CONFLICT} for a session with {@value
     *     Notes#MAX_OF_SESSION} notes
     */
    public Note add(Principal caller, SessionId id, String content) {
        Operation.ADD_NOTE.requireAllowed(caller);
        Note note = new Note(
                NoteId.ofKey(secrets.text(NoteId.KEY_LENGTH)),
                id,
                caller.id(),
                content,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Session session = SessionRights.find(sessions, caller, id);
        SessionRights.requireServed(sessions, caller, session);
        return switch (notes.add(note, session.customer(), SessionRights.staffOf(sessions, caller, session))) {
            case DONE -> note;
            case NO_SESSION -> throw DomainException.of(ErrorCode.SESSION_NOT_FOUND);
            case TOO_MANY ->
                throw DomainException.of(
                        ErrorCode.CONFLICT, Violation.of("session_id", Reason.TOO_MANY, Notes.MAX_OF_SESSION));
        };
    }
}
