package io.kefu.application.note.testing;

import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.testing.InMemoryMessageEvents;
import io.kefu.application.note.port.Notes;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes in memory. */
public final class InMemoryNotes implements Notes {
    private final SessionStore sessions;
    private final InMemoryMessageEvents events;
    private final Map<SessionId, List<Note>> notes = new HashMap<>();

    /** Notes of these sessions. */
    public InMemoryNotes(SessionStore sessions, InMemoryMessageEvents events) {
        this.sessions = sessions;
        this.events = events;
    }

    @Override
    public synchronized Added add(Note note, UserId customer, Set<UserId> staff) {
        if (sessions.find(note.session()).isEmpty()) {
            return Added.NO_SESSION;
        }
        List<Note> known = notes.computeIfAbsent(note.session(), session -> new ArrayList<>());
        if (known.size() == MAX_OF_SESSION) {
            return Added.TOO_MANY;
        }
        known.addFirst(note);
        staff.forEach(user -> events.publish(user, new UserEvent.NoteAdded(customer, note)));
        return Added.DONE;
    }

    @Override
    public synchronized List<Note> of(SessionId session) {
        return List.copyOf(notes.getOrDefault(session, List.of()));
    }
}
