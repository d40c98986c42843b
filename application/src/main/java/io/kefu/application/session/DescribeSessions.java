package io.kefu.application.session;

import io.kefu.application.session.ReadSession.Found;
import io.kefu.application.session.port.Desk;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Adds to sessions what clients see with them: the place in the queue of those that wait, and the name of the kefu. Names are
 * read each time and not kept, so that a new name shows at once. Blocks: one round trip where any session waits, and one
 * where any has a kefu, however many sessions there are.
 */
public final class DescribeSessions {
    private final Desk desk;
    private final UserStore users;

    public DescribeSessions(Desk desk, UserStore users) {
        this.desk = desk;
        this.users = users;
    }

    /** The session with its place and the kefu's name. */
    Found describe(Session session) {
        return describe(List.of(session)).getFirst();
    }

    /** The sessions in the same order, each with its place and the kefu's name. */
    public List<Found> describe(Collection<Session> sessions) {
        List<SessionId> waiting = sessions.stream()
                .filter(session -> session.state() == SessionState.WAITING)
                .map(Session::id)
                .toList();
        Map<SessionId, Integer> positions =
                waiting.isEmpty() ? Map.of() : desk.queue(waiting).positions();
        Map<UserId, User> kefu = users.findAll(sessions.stream()
                .map(Session::kefu)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return sessions.stream()
                .map(session -> new Found(
                        session,
                        positions.getOrDefault(session.id(), 0),
                        Optional.ofNullable(session.kefu())
                                .map(kefu::get)
                                .map(User::username)
                                .orElse(null)))
                .toList();
    }
}
