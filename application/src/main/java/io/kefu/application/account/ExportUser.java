package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.note.port.Notes;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.query.DescribeSessions;
import io.kefu.application.session.query.ReadSession.Found;
import io.kefu.application.user.Visibility;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Note;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Exports the personal data of a user. Customers may export their own data, an admin the data of every user. */
@UseCase
public final class ExportUser {
    private final UserStore users;
    private final SessionStore sessions;
    private final MessageHistory history;
    private final FileRecords files;
    private final Notes notes;
    private final DescribeSessions describe;
    private final AuditLog audit;

    public ExportUser(
            UserStore users,
            SessionStore sessions,
            MessageHistory history,
            FileRecords files,
            Notes notes,
            DescribeSessions describe,
            AuditLog audit) {
        this.users = users;
        this.sessions = sessions;
        this.history = history;
        this.files = files;
        this.notes = notes;
        this.describe = describe;
        this.audit = audit;
    }

    /**
     * Exports the data.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for a user who does not exist or whom the caller may not see
     */
    public Export export(Principal caller, UserId id) {
        Operation.EXPORT_USER.requireAllowed(caller);
        User user = Visibility.find(users, caller, id);
        audit.record(Act.of(caller, Action.USER_EXPORTED, id.value()));
        return user.role().isStaff()
                ? new Export(
                        user,
                        Stream.empty(),
                        Stream.empty(),
                        numbered(page -> writtenBy(id, page)),
                        files.uploadedBy(id))
                : new Export(
                        user,
                        numbered(page -> sessionsOf(id, page)),
                        caller.isStaff() ? notesOf(id) : Stream.empty(),
                        conversationOf(id),
                        files.uploadedBy(id));
    }

    private Stream<List<Note>> notesOf(UserId customer) {
        // One session at a time, because all notes of many sessions may be large.
        return numbered(page -> sessions(customer, new PageRequest(page, 1)))
                .map(session -> notes.of(session.getFirst().id()));
    }

    private List<Found> sessionsOf(UserId customer, int page) {
        return describe.describe(sessions(customer, new PageRequest(page, PageRequest.MAX_SIZE)));
    }

    private List<Session> sessions(UserId customer, PageRequest page) {
        return sessions.ofCustomer(customer, null, page).items();
    }

    private List<Message> writtenBy(UserId kefu, int page) {
        return history.ofKefu(kefu, new PageRequest(page, PageRequest.MAX_SIZE)).items();
    }

    private Stream<List<Message>> conversationOf(UserId customer) {
        return Stream.iterate(
                after(customer, 0),
                page -> !page.isEmpty(),
                page -> after(customer, page.getLast().seq()));
    }

    private List<Message> after(UserId customer, long seq) {
        return history.read(ConversationIds.ofCustomer(customer), new Window.After(seq, PageRequest.MAX_SIZE))
                .items();
    }

    private static <T> Stream<List<T>> numbered(IntFunction<List<T>> pages) {
        return Stream.iterate(1, number -> number + 1).map(pages::apply).takeWhile(page -> !page.isEmpty());
    }

    /**
     * The personal data of a user. The streams read page after page while they are consumed, and block.
     *
     * @param sessions the sessions of a customer, newest first; empty for a kefu or admin
     * @param notes the notes of these sessions, in lists of which each has those of one session; empty for a caller who is a
     *     customer, and for a kefu or admin
     * @param messages the conversation of a customer, oldest first; for a kefu or admin, the newest messages of all
     *     conversations in which they wrote, newest first
     * @param files the records of the files that the user uploaded, in no order
     */
    public record Export(
            User user,
            Stream<List<Found>> sessions,
            Stream<List<Note>> notes,
            Stream<List<Message>> messages,
            Stream<StoredFile> files) {}
}
