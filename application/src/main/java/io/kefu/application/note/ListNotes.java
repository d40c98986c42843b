package io.kefu.application.note;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.note.port.Notes;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.SessionRights;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.SessionId;

/** Lists the notes of a session, newest first, for the kefu and admins who may add notes to it. */
@UseCase
public final class ListNotes {
    private final SessionStore sessions;
    private final Notes notes;

    public ListNotes(SessionStore sessions, Notes notes) {
        this.sessions = sessions;
        this.notes = notes;
    }

    /**
     * A page of the notes. Blocks.
     *
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist, {@link
     *     ErrorCode#FORBIDDEN} for a kefu who never served its customer
     */
    public Page<Note> list(Principal caller, SessionId id, PageRequest page) {
        Operation.LIST_NOTES.requireAllowed(caller);
        SessionRights.requireServed(sessions, caller, SessionRights.find(sessions, caller, id));
        return Page.of(notes.of(id), page);
    }
}
