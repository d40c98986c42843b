package io.kefu.application.session.testing;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Placement;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions in memory. Nobody writes in them, so they have no messages. */
public final class InMemorySessionStore implements SessionStore {
    private final Map<SessionId, Known> sessions = new HashMap<>();
    private final Map<UserId, UserId> lastKefu = new HashMap<>();

    private record Known(Session session, long number) {}

    @Override
    public synchronized Session place(Placement placement, @Nullable Metadata metadata) {
        Known known = sessions.get(placement.session());
        if (known != null && (known.session().state() == SessionState.CLOSED || known.number() >= placement.number())) {
            return known.session();
        }
        Session session = new Session(
                placement.session(),
                placement.customer(),
                placement.kefu(),
                placement.kefu() == null ? SessionState.WAITING : SessionState.ACTIVE,
                placement.type(),
                placement.createdAt(),
                null,
                known == null ? metadata : known.session().metadata(),
                0);
        sessions.put(session.id(), new Known(session, placement.number()));
        if (placement.kefu() != null) {
            lastKefu.put(placement.customer(), placement.kefu());
        }
        return session;
    }

    @Override
    public synchronized Optional<Session> close(SessionId id, Instant at) {
        return Optional.ofNullable(sessions.computeIfPresent(id, (key, known) -> closed(known, at)))
                .map(Known::session);
    }

    @Override
    public synchronized Optional<Session> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id)).map(Known::session);
    }

    @Override
    public List<Session> findAll(Collection<SessionId> ids) {
        return ids.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public synchronized Page<Session> ofCustomer(UserId customer, @Nullable SessionState state, PageRequest page) {
        List<Session> all = sessions.values().stream()
                .map(Known::session)
                .filter(s -> s.customer().equals(customer))
                .filter(s -> state == null || s.state() == state)
                .sorted(Comparator.comparing(Session::createdAt).reversed())
                .toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }

    @Override
    public synchronized Optional<UserId> lastKefu(UserId customer) {
        return Optional.ofNullable(lastKefu.get(customer));
    }

    private static Known closed(Known known, Instant at) {
        Session open = known.session();
        if (open.state() == SessionState.CLOSED) {
            return known;
        }
        Session closed = new Session(
                open.id(),
                open.customer(),
                open.kefu(),
                SessionState.CLOSED,
                open.type(),
                open.createdAt(),
                at,
                open.metadata(),
                open.messages());
        return new Known(closed, known.number());
    }
}
