package io.kefu.redis.note;

import io.kefu.application.note.port.Notes;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Stores the notes of a session as a list of JSON documents in the slot of its conversation. */
@Singleton
public final class RedisNotes implements Notes {
    private final Redis redis;
    private final LuaScript addNote;

    public RedisNotes(Redis redis) {
        this.redis = redis;
        this.addNote = LuaScript.of(redis, "add_note", ScriptOutputType.VALUE);
    }

    @Override
    public Added add(Note note, UserId customer, Set<UserId> staff) {
        SessionId session = note.session();
        String document = NoteCodec.document(note);
        String added = redis.await(addNote.run(
                List.of(redis.keys().session(session), redis.keys().notes(session)),
                document,
                Integer.toString(MAX_OF_SESSION)));
        if (added.equals("done")) {
            String event = "noted %s %s %s".formatted(session, customer, document);
            // Not awaited: the event is a hint, and the notes can be read at any time.
            staff.forEach(user -> redis.publish(redis.keys().channel(user), event));
            return Added.DONE;
        }
        return added.equals("no_session") ? Added.NO_SESSION : Added.TOO_MANY;
    }

    @Override
    public List<Note> of(SessionId session) {
        return redis.await(redis.commands().lrange(redis.keys().notes(session), 0, -1)).stream()
                .map(document -> NoteCodec.note(session, document))
                .toList();
    }
}
