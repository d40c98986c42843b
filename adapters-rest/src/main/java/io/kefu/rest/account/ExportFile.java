package io.kefu.rest.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.access.Principal;
import io.kefu.application.account.ExportUser;
import io.kefu.rest.file.FileMapper;
import io.kefu.rest.json.ValueMapper;
import io.kefu.rest.message.MessageMapper;
import io.kefu.rest.note.NoteMapper;
import io.kefu.rest.session.SessionMapper;
import io.kefu.rest.user.UserMapper;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes an export as JSON, one part at a time. Each element has the same form as in the API. */
@Singleton
class ExportFile {
    private final JsonMapper json;
    private final UserMapper users;
    private final SessionMapper sessions;
    private final NoteMapper notes;
    private final MessageMapper messages;
    private final FileMapper files;
    private final ValueMapper values;

    ExportFile(
            JsonMapper json,
            UserMapper users,
            SessionMapper sessions,
            NoteMapper notes,
            MessageMapper messages,
            FileMapper files,
            ValueMapper values) {
        this.json = json;
        this.users = users;
        this.sessions = sessions;
        this.notes = notes;
        this.messages = messages;
        this.files = files;
        this.values = values;
    }

    /** The parts of {@code {"user": …, "sessions": […], "notes": […], "messages": […], "files": […]}}. */
    Iterator<byte[]> parts(ExportUser.Export export, Principal caller) {
        Stream<String> ofSessions = list(export.sessions(), session -> write(sessions.response(session, caller)));
        Stream<String> ofNotes = list(export.notes(), note -> write(notes.response(note)));
        Stream<String> ofMessages = list(export.messages(), message -> write(messages.response(message, values)));
        Stream<String> ofFiles = list(export.files().map(List::of), file -> write(files.info(file)));
        return Stream.of(
                        Stream.of("{\"user\":" + write(users.response(export.user())) + ",\"sessions\":["),
                        ofSessions,
                        Stream.of("],\"notes\":["),
                        ofNotes,
                        Stream.of("],\"messages\":["),
                        ofMessages,
                        Stream.of("],\"files\":["),
                        ofFiles,
                        Stream.of("]}"))
                // Concatenated streams are consumed one element at a time; flatMap would collect a whole stream in
                // memory.
                .reduce(Stream.empty(), Stream::concat)
                .map(part -> part.getBytes(UTF_8))
                .iterator();
    }

    /** Writes the elements of all pages with commas between them. */
    private static <T> Stream<String> list(Stream<List<T>> pages, Function<T, String> writer) {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        return pages.filter(page -> !page.isEmpty())
                .map(page -> page.stream()
                        .map(writer)
                        .collect(Collectors.joining(",", isFirst.getAndSet(false) ? "" : ",", "")));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
