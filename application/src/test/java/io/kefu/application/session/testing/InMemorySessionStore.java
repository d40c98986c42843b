package io.kefu.application.session.testing;

import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.testing.InMemoryConversations;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions in memory, beside conversations in memory. */
public final class InMemorySessionStore implements SessionStore {
    private final InMemoryConversations conversations;
    private final Map<SessionId, Known> sessions = new HashMap<>();
    private final Map<UserId, UserId> lastKefu = new HashMap<>();

    /** Sessions in which nobody writes. */
    public InMemorySessionStore() {
        this(new InMemoryConversations());
    }

    public InMemorySessionStore(InMemoryConversations conversations) {
        this.conversations = conversations;
    }

    private record Known(Session session, long number) {}

    @Override
    public synchronized Session place(Placement placement, @Nullable Metadata metadata) {
        Known known = sessions.get(placement.session());
        if (known != null && (known.session().state() == SessionState.CLOSED || known.number() >= placement.number())) {
            return counted(known);
        }
        endOthers(placement);
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
        Known placed = new Known(session, placement.number());
        sessions.put(session.id(), placed);
        if (placement.kefu() != null) {
            lastKefu.put(placement.customer(), placement.kefu());
        }
        conversations.stands(session);
        tell(session, known == null ? null : known.session().kefu());
        return counted(placed);
    }

    private void endOthers(Placement placement) {
        List<Session> others = sessions.values().stream()
                .map(Known::session)
                .filter(s -> s.customer().equals(placement.customer()))
                .filter(s -> s.state() != SessionState.CLOSED && !s.id().equals(placement.session()))
                .toList();
        others.forEach(other -> close(other.id(), placement.createdAt()));
    }

    private void tell(Session session, @Nullable UserId former) {
        Stream.of(Optional.of(session.customer()), Optional.ofNullable(session.kefu()), Optional.ofNullable(former))
                .flatMap(Optional::stream)
                .distinct()
                .forEach(user -> conversations.events().publish(user, new UserEvent.SessionChanged(session.id())));
    }

    private Session counted(Known known) {
        Session session = known.session();
        return session.state() == SessionState.CLOSED
                ? session
                : as(session, session.state(), null, conversations.messages(session.id()));
    }

    @Override
    public synchronized Optional<Session> close(SessionId id, Instant at) {
        Known known = sessions.get(id);
        if (known == null) {
            return Optional.empty();
        }
        if (known.session().state() == SessionState.CLOSED) {
            return Optional.of(known.session());
        }
        Session closed = as(known.session(), SessionState.CLOSED, at, conversations.messages(id));
        sessions.put(id, new Known(closed, known.number()));
        conversations.ends(closed);
        tell(closed, null);
        return Optional.of(closed);
    }

    @Override
    public synchronized Optional<Session> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id)).map(this::counted);
    }

    @Override
    public List<Session> findAll(Collection<SessionId> ids) {
        return ids.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public synchronized Page<Session> ofCustomer(UserId customer, @Nullable SessionState state, PageRequest page) {
        List<Session> all = sessions.values().stream()
                .map(this::counted)
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

    private static Session as(Session session, SessionState state, @Nullable Instant at, long messages) {
        return new Session(
                session.id(),
                session.customer(),
                session.kefu(),
                state,
                session.type(),
                session.createdAt(),
                at,
                session.metadata(),
                messages);
    }
}
