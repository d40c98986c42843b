package io.kefu.application.session;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import java.text.Normalizer;
import java.util.List;

/**
 * Replaces the tags of a session, which may be closed. Kefu may tag the sessions of customers whom they serve or served, an
 * admin every session. Customers do not see tags.
 */
@UseCase
public final class TagSession {
    private final SessionStore sessions;

    public TagSession(SessionStore sessions) {
        this.sessions = sessions;
    }

    /**
     * Replaces the tags, and notifies the staff who work with the session. If two calls replace the tags at the same time,
     * the session has the tags of one of them.
     *
     * @throws DomainException {@link ErrorCode#SESSION_NOT_FOUND} for a session that does not exist, {@link
     *     ErrorCode#FORBIDDEN} for a kefu who never served its customer
     */
    public Session tag(Principal caller, SessionId id, Command command) {
        Operation.TAG_SESSION.requireAllowed(caller);
        Session session = SessionRights.find(sessions, caller, id);
        SessionRights.requireServed(sessions, caller, session);
        Session tagged = sessions.update(id, details -> details.withTags(command.tags()))
                .orElseThrow(() -> DomainException.of(ErrorCode.SESSION_NOT_FOUND));
        sessions.announceTags(id, SessionRights.staffOf(sessions, caller, tagged));
        return tagged;
    }

    /**
     * The tags that a session gets. Tags are compared in the Unicode normalization form NFC and without white space at their
     * ends; a tag that was given before is left out.
     */
    public record Command(List<String> tags) {
        public Command {
            tags = tags.stream().map(Command::normalized).distinct().toList();
            // Refuses invalid tags before the session is looked up.
            var unused = SessionDetails.NONE.withTags(tags);
        }

        /** A tag in the form in which tags are stored and compared. */
        public static String normalized(String tag) {
            return Normalizer.normalize(tag, Normalizer.Form.NFC).strip();
        }
    }
}
