package io.kefu.application.session.query;

import io.kefu.application.UseCase;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.query.ReadSession.Found;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds to sessions the queue position, if they wait, and the names of their customer and kefu. Names are read each time and
 * not cached, so that a new name shows at once. Blocks: one round trip for the names, and one if any session waits, for any
 * number of sessions.
 */
@UseCase
public final class DescribeSessions {
    private final Desk desk;
    private final UserStore users;

    public DescribeSessions(Desk desk, UserStore users) {
        this.desk = desk;
        this.users = users;
    }

    /** Adds the queue position and the names to one session. */
    Found describe(Session session) {
        return describe(List.of(session)).getFirst();
    }

    /** Adds the queue position and the names to each session. Keeps the order. */
    public List<Found> describe(Collection<Session> sessions) {
        List<SessionId> waiting = sessions.stream()
                .filter(session -> session.state() == SessionState.WAITING)
                .map(Session::id)
                .toList();
        Map<SessionId, Integer> positions =
                waiting.isEmpty() ? Map.of() : desk.queue(waiting).positions();
        Map<UserId, User> named = users.findAll(sessions.stream()
                .flatMap(session -> Stream.of(session.customer(), session.kefu()))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return sessions.stream()
                .map(session -> new Found(
                        session,
                        positions.get(session.id()),
                        name(named.get(session.customer())),
                        session.kefu() == null ? null : name(named.get(session.kefu()))))
                .toList();
    }

    private static @Nullable String name(@Nullable User user) {
        return user == null ? null : user.username();
    }
}
