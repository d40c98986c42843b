package io.kefu.application.note;

import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.note.port.Notes;
import io.kefu.application.note.testing.InMemoryNotes;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.SessionId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link AddNote} and {@link ListNotes}. */
class NotesTest {
    private static final PageRequest FIRST = new PageRequest(1, 20);

    private final InMemoryConversations conversations = new InMemoryConversations();
    private final SessionFixture fixture = SessionFixture.inMemory(conversations);
    private final InMemoryNotes notes = new InMemoryNotes(fixture.sessions(), conversations.events());
    private final AddNote addNote = new AddNote(fixture.sessions(), notes, new CountingSecrets(), fixture.clock());
    private final ListNotes listNotes = new ListNotes(fixture.sessions(), notes);

    @Test
    void kefuOfTheCustomerAndAdminsAddAndListNotesOfOpenAndClosedSessions() {
        fixture.comes("one", 3);
        SessionId session = fixture.opens("mei").id();
        Note first = addNote.add(kefu("one"), session, "first");
        fixture.closes(session);
        fixture.clock().advance(Duration.ofSeconds(1));
        Note second = addNote.add(admin("boss"), session, "second");
        assertThat(second.createdAt()).isEqualTo(fixture.clock().instant());
        assertThat(listNotes.list(kefu("one"), session, FIRST)).isEqualTo(new Page<>(List.of(second, first), 2));
        assertThat(listNotes.list(admin("boss"), session, new PageRequest(2, 1)))
                .isEqualTo(new Page<>(List.of(first), 2));
    }

    @Test
    void othersNeitherAddNorSeeNotes() {
        SessionId session = fixture.opens("mei").id();
        fixture.comes("one", 3);
        assertRefused(ErrorCode.FORBIDDEN, () -> addNote.add(customer("mei"), session, "x"));
        assertRefused(ErrorCode.FORBIDDEN, () -> listNotes.list(customer("mei"), session, FIRST));
        assertRefused(ErrorCode.FORBIDDEN, () -> addNote.add(kefu("two"), session, "x"));
        assertRefused(ErrorCode.FORBIDDEN, () -> listNotes.list(kefu("two"), session, FIRST));
        SessionId unknown = SessionId.of(session.conversation(), "nowhere0");
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> addNote.add(admin("boss"), unknown, "x"));
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> listNotes.list(admin("boss"), unknown, FIRST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "a\u0000", "a\u001b[0m"})
    void anInvalidNoteIsRefused(String content) {
        SessionId session = fixture.opens("mei").id();
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> addNote.add(admin("boss"), session, content));
        assertRefused(
                ErrorCode.INVALID_PARAMETER,
                () -> addNote.add(admin("boss"), session, "🦊".repeat(Note.MAX_CONTENT + 1)));
    }

    @Test
    void tooManyNotesAreRefused() {
        SessionId session = fixture.opens("mei").id();
        for (int i = 0; i < Notes.MAX_OF_SESSION; i++) {
            addNote.add(admin("boss"), session, "x");
        }
        assertRefused(ErrorCode.CONFLICT, () -> addNote.add(admin("boss"), session, "x"));
    }
}
