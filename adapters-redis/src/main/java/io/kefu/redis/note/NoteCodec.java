package io.kefu.redis.note;

import io.kefu.domain.session.Note;
import io.kefu.domain.session.NoteId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.document.JsonDocument;
import java.time.Instant;
import java.util.Objects;

/** Writes and reads the JSON documents of notes. */
public final class NoteCodec {
    private NoteCodec() {}

    static String document(Note note) {
        return new JsonDocument()
                .with("id", note.id().value())
                .with("author", note.author().value())
                .with("content", note.content())
                .with("at", note.createdAt().toEpochMilli())
                .json();
    }

    /** The note of a session that a document contains. */
    public static Note note(SessionId session, String json) {
        JsonDocument document = JsonDocument.parse(json);
        return new Note(
                new NoteId(required(document, "id")),
                session,
                new UserId(required(document, "author")),
                required(document, "content"),
                Instant.ofEpochMilli(document.number("at").orElseThrow()));
    }

    private static String required(JsonDocument document, String name) {
        return Objects.requireNonNull(document.text(name));
    }
}
