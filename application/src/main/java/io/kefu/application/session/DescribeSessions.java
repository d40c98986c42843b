package io.kefu.application.session;

import io.kefu.application.UseCase;
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
 * Adds to sessions the queue position, if they wait, and the name of their kefu. Names are read each time and not
 * cached, so that a new name shows at once. Blocks: one round trip if any session waits, and one if any has a kefu, for
 * any number of sessions.
 */
@UseCase
public final class DescribeSessions {
    private final Desk desk;
    private final UserStore users;

    public DescribeSessions(Desk desk, UserStore users) {
        this.desk = desk;
        this.users = users;
    }

    /** Adds the queue position and the kefu's name to one session. */
    Found describe(Session session) {
        return describe(List.of(session)).getFirst();
    }

    /** Adds the queue position and the kefu's name to each session. Keeps the order. */
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
                        positions.get(session.id()),
                        Optional.ofNullable(session.kefu())
                                .map(kefu::get)
                                .map(User::username)
                                .orElse(null)))
                .toList();
    }
}
