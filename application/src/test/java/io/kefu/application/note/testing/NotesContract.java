package io.kefu.application.note.testing;

import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.note.port.Notes;
import io.kefu.application.note.port.Notes.Added;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.NoteId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link Notes}. */
public abstract class NotesContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    private MessagePorts ports;
    private Notes notes;
    private SessionId session;

    /** Creates the ports over an empty store. */
    protected abstract MessagePorts ports();

    /** Creates the notes over the store of these ports. */
    protected abstract Notes create(MessagePorts over);

    @BeforeEach
    void setUp() {
        ports = ports();
        notes = create(ports);
        session = ports.assign(CUSTOMER, KEFU, 1).id();
    }

    @Test
    void notesAreListedNewestFirst() {
        assertThat(notes.of(session)).isEmpty();
        Note first = note(1, "one\n\"two\"\t三 🦊");
        Note second = note(2, " as typed ");
        assertThat(add(first)).isEqualTo(Added.DONE);
        assertThat(add(second)).isEqualTo(Added.DONE);
        assertThat(notes.of(session)).containsExactly(second, first);
        assertThat(notes.of(ports.assign("00000002", CUSTOMER, KEFU, 2).id())).isEmpty();
    }

    @Test
    void aNoteNeedsASession() {
        SessionId unknown = SessionId.of(session.conversation(), "nowhere0");
        Note note = new Note(noteId(1), unknown, KEFU, "x", NOON);
        assertThat(notes.add(note, CUSTOMER, Set.of(KEFU))).isEqualTo(Added.NO_SESSION);
        assertThat(notes.of(unknown)).isEmpty();
    }

    @Test
    void aSessionHasABoundedNumberOfNotes() {
        IntStream.range(0, Notes.MAX_OF_SESSION - 5).forEach(i -> add(note(i, "x")));
        List<Added> added = Parallel.call(10, i -> add(note(1_000 + i, "y")));
        assertThat(added).filteredOn(Added.DONE::equals).hasSize(5);
        assertThat(added).filteredOn(Added.TOO_MANY::equals).hasSize(5);
        assertThat(notes.of(session)).hasSize(Notes.MAX_OF_SESSION);
    }

    @Test
    void staffAreNotified() throws InterruptedException {
        BlockingQueue<UserEvent> heard = new LinkedBlockingQueue<>();
        Subscription subscription = await(ports.events().subscribe(new UserId("colleague"), heard::add));
        Note note = note(1, "one two\nthree");
        notes.add(note, CUSTOMER, Set.of(KEFU, new UserId("colleague")));
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new UserEvent.NoteAdded(CUSTOMER, note));
        subscription.cancel();
    }

    private Added add(Note note) {
        return notes.add(note, CUSTOMER, Set.of());
    }

    private Note note(int number, String content) {
        return new Note(noteId(number), session, KEFU, content, NOON.plusSeconds(number));
    }

    private static NoteId noteId(int number) {
        return NoteId.ofKey("%016d".formatted(number));
    }
}
