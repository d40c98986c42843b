package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.ConversationViews.Seat;
import io.kefu.application.message.ConversationView;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.page.Page;
import io.kefu.application.session.query.ReadSession;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import java.time.InstantSource;

/** Reads a session that has changed, for the connections of a user who takes or took part in it. */
@UseCase
public final class ReadChangedSession {
    private final ReadSession readSession;
    private final MessageHistory history;
    private final ConversationViews views;

    public ReadChangedSession(ReadSession readSession, MessageHistory history, MessageLog log, InstantSource clock) {
        this.readSession = readSession;
        this.history = history;
        this.views = new ConversationViews(log, clock);
    }

    /**
     * Reads the session, and the conversation as the caller sees it. Blocks.
     *
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist or is another
     *     customer's
     */
    public Changed read(Principal caller, SessionId id) {
        Operation.READ_SESSION.requireAllowed(caller);
        ReadSession.Found found = readSession.read(caller, id);
        Session session = found.session();
        boolean takesPart = !caller.isStaff() || caller.id().equals(session.kefu());
        ConversationView view =
                views.read(caller.isStaff() ? Seat.ofServing(id.conversation()) : Seat.ofCustomer(caller.id()));
        return new Changed(found, view, takesPart, takesPart ? 0 : readableUntil(caller, session));
    }

    private long readableUntil(Principal kefu, Session session) {
        return history.readFor(kefu.id(), session.conversation(), new Window.Before(1, 1))
                .map(Page::total)
                .orElse(0L);
    }

    /**
     * A session that has changed.
     *
     * @param conversation the conversation, as the caller sees it
     * @param takesPart whether the caller is the customer of the session, or its kefu now
     * @param readableUntil the seq up to which a kefu who does not serve the session may read the conversation; 0 for a
     *     caller who takes part
     */
    public record Changed(
            ReadSession.Found found, ConversationView conversation, boolean takesPart, long readableUntil) {}
}
